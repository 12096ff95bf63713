//! What needs are about and what is said as they are dealt with. See [`super::texts`].

/// What people ask for, by category.
pub(super) fn asked(category: &str) -> &'static str {
    match category {
        "public_facility" => {
            "
            {楼} 楼楼道灯不亮，老人上下楼看不清
            {栋} 栋单元门关不严，夜里总响
            楼顶水箱外壳锈穿，怕掉下来
            楼道扶手松了，{楼} 楼到顶都晃
            {栋} 栋前的路面塌了一块，骑车摔过人
            健身器材断了一根杆
            电梯夜里异响
            消防箱玻璃碎了，水带不见
            {栋} 栋下水井盖翘起来
            无障碍坡道被石墩挡住
            楼道窗户掉了一扇
            "
        }
        "sanitation" => {
            "
            {栋} 栋后面堆垃圾，有味道
            化粪池该清了，一楼返味
            楼道里堆旧家具，过不去人
            小花园草太长，有蛇
            楼下烧烤油烟往家里灌
            流浪狗夜里叫，翻垃圾
            楼顶有人养鸡
            垃圾桶满了两天没人收
            水沟积水，蚊子多
            "
        }
        "neighbours" => {
            "
            楼上空调滴水，说了几次没用
            {楼} 楼半夜打麻将，睡不着
            两家为漏水扯皮，天花板发霉
            楼顶种菜漏水到家里
            邻居装修周末也开工
            对门鞋柜占了过道
            楼上孩子跑跳，老人心慌
            隔壁放音响到十二点
            "
        }
        "elderly_disabled" => {
            "
            想在卫生间装扶手
            老人一个人，想申请送餐
            轮椅上不了楼，想装坡板
            助听器坏了，不知道去哪修
            想问长期护理补贴
            去医院复查没人陪
            老人走失过，想要定位手环
            高龄补贴两个月没到账
            "
        }
        "property_service" => {
            "
            门禁刷不开，报了三天没修
            物业费涨了没公示
            保安夜里不在岗
            楼道一个月没拖
            快递柜占了坡道
            维修金用在哪里没公布
            公示栏还是去年的
            水压低，{楼} 楼洗不了澡
            "
        }
        "parking_charging" => {
            "
            {栋} 栋楼下车棚充电桩坏了一半
            消防通道停满车
            电动车推进楼道充电
            外来车占车位，业主停不进
            想加几个慢充口
            晚上十点后没地方停
            车位怎么排，想要个说法
            "
        }
        _ => {
            "
            想给老人办老年证，不知道带什么
            低保年审材料看不懂
            租户不会办居住登记
            孩子入学要什么证明
            退役军人优待证丢了怎么补
            医保异地报销去哪个窗口
            想问灵活就业社保怎么交
            残疾证到期，走不动能不能上门
            "
        }
    }
}

/// Which parties such needs are given to, and how often.
pub(super) fn parties(category: &str) -> &'static [(u32, &'static str)] {
    match category {
        "public_facility" => &[
            (6, "property_company"),
            (2, "owners_committee"),
            (2, "department"),
        ],
        "sanitation" => &[(6, "property_company"), (3, "community"), (1, "department")],
        "neighbours" => &[
            (4, "community"),
            (3, "party_branch"),
            (3, "owners_committee"),
        ],
        "elderly_disabled" => &[(4, "community"), (4, "grid_unit"), (2, "party_branch")],
        "property_service" => &[(6, "property_company"), (4, "owners_committee")],
        "parking_charging" => &[
            (5, "property_company"),
            (4, "owners_committee"),
            (1, "grid_unit"),
        ],
        _ => &[(6, "community"), (3, "department"), (1, "party_branch")],
    }
}

pub(super) const PROGRESS: &str = "
    换好 2 盏，还差一只灯座，明天到货
    已去现场看过，报了材料
    厂家说周四上门
    两家约好周末坐下来谈
    报价出来了，等业主签字
    已清一半，车不够，明天接着来
    材料缺一张复印件，已打电话
    联系上了，等对方回话
";

pub(super) const RETURNED: &str = "
    公共照明归物业管，合同第 7 条
    这块地不在红线内，请转外部门
    要动维修金，得先开业主会
    不在我们服务范围，请社区再派
    质保期内，应找开发商
";

pub(super) const RESOLVED: &str = "
    修好了，夜里去看过
    已换新的
    清完了，周围洒过药
    两家签了调解书
    材料交齐，窗口已受理
    说清楚了，居民明白
    装好了，试过
    已补发到账
";

pub(super) const SETTLED_ON_THE_SPOT: &str = "
    当场讲清楚要带的材料
    顺手修好了
    跟隔壁当面说开了
    打电话给物业，马上来处理了
";

pub(super) const REOPENED: &str = "
    才两天又不亮了
    只清了一半
    说好的没做完
    又漏了，比上次还多
";

pub(super) const WITHDRAWN: &str = "
    自己解决了
    记错了，不是我们小区
    住户说不用管了
";

pub(super) const REMINDED: &str = "快到期了，请说一声进展";
pub(super) const MERGED: &str = "和另一件是同一处，并在一起办";
