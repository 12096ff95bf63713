//! Invented people: names as one hears them in Xishuangbanna. Dai and Bulang have no surnames:
//! 岩 (read ái) leads a man's name and 玉 a woman's; Lahu lead with 扎 and 娜.

use chuanmen_core::domain::Sex;

use super::chance::Chance;

/// The peoples of the community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum People {
    Han,
    Dai,
    Hani,
    Yi,
    Lahu,
    Bulang,
    Jino,
}

/// How often each is met.
pub(super) const PEOPLES: [(u32, People); 7] = [
    (46, People::Han),
    (28, People::Dai),
    (11, People::Hani),
    (5, People::Yi),
    (3, People::Lahu),
    (3, People::Bulang),
    (4, People::Jino),
];

const HAN: &str = "李 李 李 王 王 王 张 张 张 杨 杨 杨 陈 陈 刘 刘 赵 赵 周 周 吴 黄 徐 孙 马 朱 胡 林 郭 何 高 罗 \
    郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 萧 蔡 潘 田 董 袁 于 余 叶 蒋 杜 苏 魏 程 吕 丁 沈 任 姚 卢 傅 钟 姜 崔 谭 廖 \
    范 汪 陆 金 石 戴 贾 韦 夏 邱 方 侯 邹 熊 孟 秦 白 江 阎 薛 尹 段 雷 黎 史 龙 陶 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武";
const HANI: &str = "李 李 白 白 杨 车 王 普 马 陈 赵 罗 高 朱 周";
const YI: &str = "普 普 李 李 罗 罗 鲁 张 杨 毕 沙 阿 方 自 起 者";
const LAHU: &str = "李 李 胡 张 罗 石";
const JINO: &str = "沙 白 白 资 周 车 车 罗 杰 腰 木";

const DAI_MEN: &str = "温 罕 叫 香 糯 坎 拉 龙 三 温罕 温龙 温香 温叫 罕香 罕龙 坎龙 坎香 拉罕 香龙 应罕 恩 甩 燕 \
    温扁 罕叫 丙 温海 罕温 敦 宰罕 温遍 糯罕 么罕 光罕 胆 伦 庄 章罕";
const DAI_WOMEN: &str = "香 罕 波 叫 光 应 婻 丹 应罕 罕丹 应香 叫罕 香罕 罕香 波罕 光罕 应叫 坎香 腊 腊罕 囡 喃 \
    旺 旺香 恩 恩罕 儿甩 儿香 应波 丙 温 温香 约 章 金 金罕 伦 捧";
const LAHU_MEN: &str = "扎体 扎发 扎迫 扎克 扎约 扎妥 扎拉 扎莫 扎努 扎袜 扎思";
const LAHU_WOMEN: &str = "娜朵 娜拉 娜约 娜克 娜发 娜迫 娜妥 娜莫 娜努 娜思 娜西";
const JINO_MEN: &str = "腊先 布鲁 切 腊车 佳林 志华 资 木拉 泽 杰 腰 车 阿三 建明 勒";
const JINO_WOMEN: &str = "兰 艳 腊 佳 木兰 包 阿美 则 秀兰 丽华 妹 布勒 机 玉芬";

/// Given names of the other peoples, by when somebody was born: before 1965, 1990, 2010, later.
const MEN: [&str; 4] = [
    "国华 建国 建华 文忠 德明 正荣 永平 光荣 志强 兴华 世昌 家荣 国强 长寿 福生 天佑 绍清 文才 德福 朝阳 学文 \
     庆国 忠义 汉文 树林 开明 春生 发祥 玉林 正明 自强 云山 立本 少云 其昌 有德",
    "伟 强 军 勇 涛 磊 斌 波 辉 刚 健 明 志强 志明 建军 建平 海涛 永红 文斌 晓东 俊杰 立新 红兵 卫东 国庆 学军 \
     云龙 绍华 家明 春林 少华 志刚 正华 利民 开荣 宏伟 勇军 新华 龙 江",
    "浩 鑫 宇 杰 俊 超 鹏 凯 阳 晨 浩然 子豪 宇航 志豪 嘉伟 文博 俊豪 建宇 家豪 天宇 泽宇 明轩 子健 云飞 少杰 \
     思远 瑞 锋 翔 旭东 一鸣 家俊 睿 海洋 成",
    "子涵 梓轩 浩宇 宇轩 子墨 一诺 沐辰 奕辰 宇泽 梓豪 浩轩 俊熙 子睿 铭泽 嘉懿 弈航 思源 天佑 予安 景行 \
     亦辰 星宇 小龙 家乐 明哲 知行",
];
const WOMEN: [&str; 4] = [
    "秀兰 桂英 秀英 玉珍 兰英 桂兰 玉兰 凤英 素芬 淑芬 琼仙 琼芬 凤仙 翠英 美英 秀珍 桂芝 莲英 菊仙 素珍 \
     玉芬 秀芬 惠芬 金凤 月英 春兰 应珍 开秀 存仙 家珍 粉英 兰芬 彩云 玉梅 桂仙 秀琼",
    "丽 敏 静 艳 娟 霞 燕 玲 芳 萍 红 丽萍 海燕 丽华 晓红 红梅 春梅 丽娟 云芬 美玲 艳萍 丽琼 建芬 永芬 晓燕 \
     凤琼 琼 梅 华 文丽 雪梅 金花 玉华 桂花 丽芬 云仙 秋菊 丽珍 家琼 兰",
    "婷 雪 倩 颖 悦 欣 思 蕾 佳 琪 雨欣 欣怡 梦婷 佳慧 思雨 婷婷 雅琴 诗雨 晓雯 梦洁 雪莹 佳怡 舒雅 文静 \
     春燕 美琳 丽莎 娅 云霞 秋月 雨婷 思琪 慧敏 诗涵 露",
    "思雨 一诺 欣妍 梓涵 诗涵 雨桐 可馨 梓萱 若曦 语桐 艺涵 沐晴 依诺 佳琪 子萱 思颖 静怡 安琪 心怡 芷晴 \
     小雨 月明 予乐 朵朵 知夏 米兰",
];

impl People {
    /// As it stands in a resident's record.
    pub(super) const fn ethnicity(self) -> &'static str {
        match self {
            Self::Han => "汉族",
            Self::Dai => "傣族",
            Self::Hani => "哈尼族",
            Self::Yi => "彝族",
            Self::Lahu => "拉祜族",
            Self::Bulang => "布朗族",
            Self::Jino => "基诺族",
        }
    }

    /// A surname, where a people has them.
    pub(super) fn surname(self, chance: &mut Chance) -> &'static str {
        match self {
            Self::Han => chance.word(HAN),
            Self::Dai if chance.percent(6) => "刀",
            Self::Dai | Self::Bulang => "",
            Self::Hani => chance.word(HANI),
            Self::Yi => chance.word(YI),
            Self::Lahu => chance.word(LAHU),
            Self::Jino => chance.word(JINO),
        }
    }

    /// A full name with that surname.
    pub(super) fn name(self, surname: &str, sex: &Sex, born: i16, chance: &mut Chance) -> String {
        let man = *sex == Sex::Male;
        let given = match self {
            Self::Dai | Self::Bulang if surname.is_empty() => {
                let (lead, names) = if man {
                    ("岩", DAI_MEN)
                } else {
                    ("玉", DAI_WOMEN)
                };
                return format!("{lead}{}", chance.word(names));
            }
            Self::Lahu if man => chance.word(LAHU_MEN),
            Self::Lahu => chance.word(LAHU_WOMEN),
            Self::Jino if chance.percent(60) => {
                chance.word(if man { JINO_MEN } else { JINO_WOMEN })
            }
            _ => chance.word(of_generation(if man { &MEN } else { &WOMEN }, born)),
        };
        format!("{surname}{given}")
    }
}

const fn of_generation(names: &[&'static str; 4], born: i16) -> &'static str {
    let [oldest, older, younger, youngest] = *names;
    match born {
        ..1965 => oldest,
        1965..1990 => older,
        1990..2010 => younger,
        2010.. => youngest,
    }
}
