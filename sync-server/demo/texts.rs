//! What people say and write in the demo: short, spoken, invented. One line each; `{楼}` and
//! `{栋}` stand for the floor and the building of the household.

pub(super) const HOUSEHOLD_NOTES: &str = "
    门铃坏了，敲门
    晚上七点后在家
    门口有狗，先打电话
    周末一般在家
    老人耳背，敲门要久一点
    白天看店，去店里找
    上夜班，上午别敲门
    一楼院门从左边进
    备用钥匙放在社区
    说傣话，找岩温罕帮着说
";

pub(super) const VACANT_NOTES: &str = "
    房主在昆明，两年没回来
    待出租，中介有钥匙
    装修停了，没人住
    房主去世，手续没办完
    新房，还没交付
";

pub(super) const LEFT_BEHIND_NOTES: &str = "
    父母在昆明
    父母在广东打工，过年回来
    妈妈在勐海茶厂，爸爸跑运输
    父母在老挝做工程
    爸爸在浙江，妈妈走了
";

const WALKING_NOTES: &str = "
    坐轮椅，起身要人扶
    卧床，女儿每天来
    用助行器，洗澡要人帮
    半边手脚不便
    认不清人，别让他一个人出门
";

const ILLNESS_NOTES: &str = "
    每周透析三次
    在做化疗
    心脏搭过桥，不能爬楼
    脑梗后在康复
    肝上的毛病，按月复查
";

const DISABILITY_NOTES: &str = "
    听不见，写字交流
    视力残疾二级
    右腿假肢
    肢体残疾三级，开小卖部
    智力残疾，妈妈照看
";

const PREGNANCY_NOTES: &str = "
    预产期在明年一月
    二胎，六个月了
    刚生，在坐月子
    建过档，按时产检
";

const ALONE_NOTES: &str = "
    女儿在普洱，每周来电话
    儿子住城北，周末过来
    高血压，早上忘吃药
    爱去老年活动室，下午多半在那里
    一个人做饭，煤气要多问一句
";

/// What a visitor should know about somebody with that tag.
pub(super) fn care_notes(code: &str) -> Option<&'static str> {
    match code {
        "disabled_care" => Some(WALKING_NOTES),
        "serious_illness" => Some(ILLNESS_NOTES),
        "disabled" => Some(DISABILITY_NOTES),
        "pregnant" => Some(PREGNANCY_NOTES),
        "living_alone" | "no_kin" => Some(ALONE_NOTES),
        _ => None,
    }
}

/// Why somebody has a care tag, where one word tells it.
pub(super) fn care_reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "living_alone" => "老伴去世，子女在外地",
        "no_kin" => "无儿无女",
        "left_behind_child" => "父母在外打工",
        "disabled" => "持残疾证",
        "serious_illness" => "长期吃药",
        "low_income" => "低保证已核",
        _ => return None,
    })
}

pub(super) const MET_NOTES: &str = "
    聊了十来分钟，都好
    送了防火宣传单
    问了医保缴费，已缴
    量了血压，正常
    说楼下晚上有点吵
    帮着下载了反诈 App
    孩子期末考得不错，很高兴
    想参加周六的义务清扫
    问高龄补贴几时发，已说明
    换了新号码，已登记
    提醒阳台别堆东西
    帮忙看了看燃气管
    家里刚添了孩子
    说谢谢上次帮着联系物业
    在家带孙子，精神好
";

/// What was found, when the answer to that item of the checklist is no longer the usual one.
pub(super) fn attention_notes(item: &str) -> &'static str {
    match item {
        "health" => {
            "
            降压药断了三天，已帮着买
            膝盖疼得厉害，约了周四看医生
            夜里咳嗽，提醒去卫生站
            上周住过院，现在在家养
            换了新药，说有点头晕
            "
        }
        "power_gas" => {
            "
            插座松，冒过火花，已提醒先别用
            电动车在楼道充电，已劝走
            燃气软管老化，已报物业
            热水器没接地，等电工来
            一个插线板接了五样，已说
            "
        }
        "cohabitants" => {
            "
            女儿带孩子回来住了
            租客换了人，还没登记
            儿子去昆明上班，只剩老两口
            添了一个保姆，勐腊人
            "
        }
        "school" => {
            "
            说不想去补习，和奶奶闹别扭
            这周请了两天假
            作业没人辅导
            换了班主任，还不习惯
            "
        }
        _ => {
            "
            接过自称医保局的电话，已讲清
            想买保健品，劝住了
            还没装反诈 App，手机太旧
            "
        }
    }
}

pub(super) const NOBODY_NOTES: &str = "
    邻居说 18 点后在
    敲门没人应，贴了联系卡
    电话打通，说周末在家
    家里有声音，没开门
    楼下说回寨子了
    下午没人，换上午再来
";

pub(super) const REFUSED_NOTES: &str = "
    说没空，让下次打电话
    隔着门说一切都好
    不愿意被登记，已说明用途
    刚下夜班在睡觉
";

pub(super) const MOVED_NOTES: &str = "
    房东说上月搬走了
    对门说搬去嘎洒了
    门口落灰，物业说空着
    已卖掉，新房主还没来
";
