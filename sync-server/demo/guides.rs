use chuanmen_core::domain::{Guide, Kind};
use chuanmen_core::merge::{Patch, RecordId};

use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::made;

/// The windows of the community's service hall, and when they are open.
const HOURS: &str = "周一至周五 8:30–11:30，14:30–17:30";

/// Category, title, what it is, who may have it, papers (a blank between), window, telephone.
/// True to life, but invented: no resident is told by it what to bring.
const GUIDES: [[&str; 7]; 12] = [
    [
        "养老",
        "高龄津贴",
        "满 80 岁的老人每月发一笔津贴，按年龄分档，直接打到社保卡。",
        "户口在本街道、年满 80 岁的老人。家里人可以代办。",
        "老人身份证 户口簿 社保卡 代办人身份证",
        "社区服务厅 1 号窗口（民政）",
        "0691-5550101",
    ],
    [
        "养老",
        "老年优待证",
        "凭证坐公交、进公园免费或者半价。",
        "年满 60 岁的老人，户口不在本地的有居住证也可以。",
        "身份证 一寸照片一张",
        "社区服务厅 1 号窗口（民政）",
        "0691-5550101",
    ],
    [
        "救助",
        "低保申请",
        "一家人平均收入低于当地标准的，每月补到标准。",
        "户口在本地，家庭收入和财产都符合规定的家庭。",
        "全家身份证 户口簿 收入证明 核对授权书",
        "社区服务厅 2 号窗口（救助）",
        "0691-5550102",
    ],
    [
        "救助",
        "临时救助",
        "遇上急病、火灾、车祸，一时过不下去，可以申请一次性救助。",
        "突然遇到困难、别的救助一时帮不上的家庭或个人，外地人也可以。",
        "身份证 困难情况的凭据（住院单、火灾证明等） 银行卡",
        "社区服务厅 2 号窗口（救助）",
        "0691-5550102",
    ],
    [
        "助残",
        "残疾人两项补贴",
        "困难残疾人生活补贴和重度残疾人护理补贴，按月发。",
        "低保家庭里的残疾人领生活补贴；一级、二级残疾人领护理补贴。",
        "残疾人证 身份证 户口簿 银行卡",
        "社区服务厅 2 号窗口（残联）",
        "0691-5550102",
    ],
    [
        "户政",
        "居住证",
        "外地来的人办了居住证，孩子上学、看病、办事更方便。",
        "在本地住满半年，有工作、有住处或者在上学的外地人。",
        "身份证 租房合同或单位证明 近期照片一张",
        "派出所户籍室",
        "0691-5550103",
    ],
    [
        "社保医保",
        "城乡居民医保缴费",
        "一年交一次，第二年看病住院可以报销。没交的要自己付全部。",
        "没有参加职工医保的居民，孩子出生就可以参加。",
        "身份证或户口簿",
        "社区服务厅 3 号窗口（社保），也可以用手机交",
        "0691-5550104",
    ],
    [
        "社保医保",
        "社保卡补办",
        "卡丢了先打电话挂失，再来补办，一般当天拿到。",
        "丢了或坏了社保卡的人。行动不便的可以让家里人代办。",
        "身份证 代办人身份证（代办时）",
        "社区服务厅 3 号窗口（社保）",
        "0691-5550104",
    ],
    [
        "就业",
        "失业登记",
        "登记以后可以领失业金、参加免费培训、请社区介绍工作。",
        "16 岁到退休年龄、能干活、想找工作而没有工作的人。",
        "身份证 社保卡 离职证明（有的话）",
        "社区服务厅 3 号窗口（就业）",
        "0691-5550104",
    ],
    [
        "住房",
        "公租房申请",
        "房租比市面低，按家里人口配房，要排队。",
        "在本地没有住房或者住房很小、收入符合规定的家庭；外来务工的也可以。",
        "全家身份证 户口簿或居住证 收入证明 住房情况证明",
        "社区服务厅 4 号窗口（住房）",
        "0691-5550105",
    ],
    [
        "生育",
        "生育登记",
        "怀孕以后登记，免费领叶酸、建册，生孩子可以报销。",
        "准备生孩子或者已经怀孕的人，不论第几个孩子。",
        "夫妻身份证 孕检单（有的话）",
        "社区服务厅 4 号窗口（卫健），也可以用手机登记",
        "0691-5550105",
    ],
    [
        "退役军人",
        "退役军人优待证",
        "凭证看病、坐车、游览有优待，也方便领各项补助。",
        "退役军人，烈士、因公牺牲军人、病故军人的家属。",
        "身份证 退役证件 一寸照片一张",
        "社区退役军人服务站",
        "0691-5550106",
    ],
];

/// The service handbook. Drawn by a chance of its own, so that the people of a seed stay who they
/// are when an entry is added.
pub(super) fn patches(seed: u64, calendar: &Calendar) -> Vec<Patch> {
    let mut chance = Chance::new(!seed);
    let at = calendar.load_moment();
    let guides = (1..).zip(GUIDES).map(|(order, guide)| {
        let [category, title, summary, eligibility, papers, place, phone] =
            guide.map(str::to_owned);
        Guide {
            title,
            category,
            summary,
            eligibility,
            papers: papers.split_whitespace().map(str::to_owned).collect(),
            place,
            hours: HOURS.to_owned(),
            phone,
            order,
            retired: false,
        }
    });
    guides
        .map(|guide| made(Kind::Guide, RecordId(chance.id(at)), guide.fields()))
        .collect()
}
