//! What invented organisations are called, and what is said in them.

/// What stands before a name of any sort: places and plants of the town, all common words.
pub(super) const FIRST: &str = "孔雀湖 榕荫 椰风 雨林 曼听 凤尾竹 缅桂 木棉 贝叶 澜畔 望天树 三角梅 芭蕉 金孔雀 泼水 茶马 \
    勐泐 景兰 花卉园 版纳";

/// A trade's word, how often it is met, and what its names end with.
pub(super) const TRADES: [(u32, &str, &str); 9] = [
    (
        30,
        "shop",
        "便利店 水果店 五金店 日杂店 干货铺 烟酒店 理发店 手机店 服装店 文具店 粮油店 花店 车行",
    ),
    (
        26,
        "restaurant",
        "傣味园 米线店 烧烤 小吃 包子铺 饭馆 火锅 奶茶店 早点铺 舂鸡脚 茶室",
    ),
    (9, "lodging", "客栈 宾馆 民宿 旅馆"),
    (
        10,
        "company",
        "橡胶经营部 茶业公司 农资服务部 物流点 装饰工程部 旅行社 汽修厂",
    ),
    (5, "school", "幼儿园 托管中心 培训中心"),
    (8, "clinic", "诊所 药店 口腔门诊 中医馆"),
    (3, "property_company", "物业服务中心"),
    (3, "government", "税务所 供销社 文化站"),
    (4, "other", "老年协会 菜市场 快递驿站"),
];

/// Every grid has these, whatever else it has.
pub(super) const EVERYWHERE: [&str; 4] = ["school", "clinic", "property_company", "restaurant"];

pub(super) const ROADS: &str = "曼栗路 榕荫街 澜畔路 椰风巷 贝叶路 缅桂街";

pub(super) const ABOUT: &str = "下午三点以后人少，好说话
老板常年在外，找店长
中午休息，两点开门
有三个外地员工，住在店里
门口常停电动车，提醒过
会说傣语的店员只有早上在";

pub(super) const MET: &str = "灭火器在有效期内，出口没堵
燃气管换了新的，阀门能关
提醒后厨油烟管半年洗一次
员工都做了流动人口登记
门前三包签了，地面干净
说生意比上个月好
电线走明线，让他们找电工收好
讲了反诈，收银台贴了单子";

pub(super) const SHUT: &str = "拉着卷帘门，隔壁说进货去了
贴着休息三天的条子
敲门没人，晚上再来";

/// What organisations ask for: the category and the text.
pub(super) const ASKED: [(&str, &str); 8] = [
    ("public_facility", "门口下雨积水，客人进不来"),
    ("public_facility", "路灯坏了两盏，晚上收摊看不见"),
    ("sanitation", "垃圾桶不够，中午就满了"),
    ("sanitation", "下水道返味，影响做生意"),
    ("parking_charging", "门前没有装卸车位，送货总被贴条"),
    ("parking_charging", "员工电动车没处充电"),
    ("papers_policy", "食品经营许可快到期，不知道怎么换"),
    ("papers_policy", "想给员工办居住证，问要什么材料"),
];
