//! Micro-wishes and what is said about them. See [`super::texts`].

pub(super) const GOODS: &str = "
    一副老花镜，300 度
    一张二手轮椅
    冬被一床
    一个电饭锅
    洗澡用的防滑垫
    一台收音机，能听傣语台
    一双防滑的鞋，41 码
    一根四脚拐杖
    一台小风扇
    一个血压计
    半袋米和一桶油
    一本大字版的养生书
    一床蚊帐
    一个助行器
";

pub(super) const SERVICES: &str = "
    浴室装一根扶手
    陪同去医院复查一次
    帮忙教用智能手机
    换一扇漏风的窗纱
    理一次发，走不动下楼
    陪着下一盘棋
    拍一张全家福
    帮着把旧柜子抬下楼
    疏通一下厨房下水
    陪老人过一次生日
    帮着写一封信给外地的儿子
    修一下收音机
    换两个灯泡
    学几句普通话
";

pub(super) const CHILD_GOODS: &str = "
    一个书包，上三年级
    一套画笔
    一盏台灯
    一辆儿童自行车，旧的也行
    一副羽毛球拍
    一套童话书
    一双运动鞋，35 码
";

pub(super) const CHILD_SERVICES: &str = "
    给孩子找一位周末辅导
    周末有人带着去一次植物园
    学一样乐器，葫芦丝也好
    有人教游泳
    和爸爸妈妈视频时有人帮着弄一下手机
";

pub(super) const REJECTED: &str = "
    有医保报销的渠道，已告诉怎么办
    金额太大，转救助申请
    和另一个心愿重了
";

pub(super) const WITHDRAWN: &str = "
    家里人已经买了
    不需要了，谢谢大家
    搬去女儿家住
";

pub(super) const FULFILLED: &str = "
    已送到手上，试过了
    周六上午去的，老人很高兴
    放在家里了，孩子在用
    做好了，说还想再来
    已装好，摇了摇很牢
";

pub(super) const GIVEN_BACK: &str = "
    临时出差，先放回去
    尺寸不合适，请别人帮忙
    这周排不开
";

pub(super) const FELL_SHORT: &str = "
    度数不对，要换一副
    还差一根杆子
    只来了一次，说好两次
";

pub(super) const CONFIRMED: &str = "
    老人笑着说好
    很合用
    孩子给志愿者画了一张画
    说谢谢社区
";
