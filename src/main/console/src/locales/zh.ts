export default {
  app: { name: '防贫监测110', skip: '跳到内容', menu: '菜单', signOut: '退出', large: '大字', dark: '深色', language: '语言', offline: '网络断了。看到的是断网前的内容，写的不会丢。', again: '再试一次', back: '返回', close: '关闭', cancel: '不办了', loading: '正在取……', keys: '键盘' },
  signIn: { title: '工作人员登录', account: '账号', password: '口令', enter: '登录', wrong: '账号或口令不对', forgot: '忘了口令，请找本旗县的系统管理员。', ended: '登录已失效，请重新登录；没办完的内容还在。' },
  problem: { noAnswer: '没有连上服务器。请看看网络，再试一次。', request: '问题编号 {id}', versions: '{who} 在 {when} 改过这件事。您写的还在，请看过新内容再办。' },
  nothing: { title: '没有这一页', text: '地址不对，或者不是您这级能看的。', home: '回到队列' },
  queue: {
    title: '办理队列', none: '这里没有要办的', noneMore: '都办完了，辛苦了。', unit: '{name}（{open} 件在办）', more: '再看一些', all: '就这些了',
    news: '有新变化，点这里显示', search: '回执号', find: '查', notFound: '本单位没有这个回执号', chosen: '已选 {count} 件', accept: '受理所选', acceptPreview: '受理 {count} 件？申报人会收到“正在核查”的消息。', accepted: '已受理', notAccepted: '没有受理',
    views: { open: '全部在办', RECEIVED: '待受理', mine: '我在办', urgent: '紧急', late: '已超期', today: '今天到期', bounced: '退回过', toCheck: '待看一眼' },
    by: { case: '事项', due: '办到哪天', unit: '在哪里', state: '哪一步' },
    urgent: '紧急', reports: '{count} 份申报', mine: '我在办', heldBy: '{name} 在办', helping: '协助', bounces: '退回 {count} 次', toCheck: '先看一眼', unread: '没看过', risk: '风险 {level}',
    keys: '/ 查找　j k 上下　Enter 打开　x 选择　a 受理所选　? 键盘',
  },
  due: { late: '超期 {days} 天', lateToday: '刚过期', today: '今天到期', soon: '明天到期', calm: '还有 {days} 天', until: '最晚 {day}', provisional: '（放假安排未公布，暂定）' },
  case: {
    who: '是谁', what: '什么事', where: '在哪里', why: '为什么到这里', timeline: '经过', next: '接下来办什么', noNext: '现在没有您要办的。', reports: '第 {n} 份申报', photos: '照片', household: '几口人', income: '年收入', spending: '必须的开支', hardship: '怎么说的', supplements: '补充的话', call: '打电话 {phone}', id: '身份证', address: '住处', reporter: '代报人', confidence: '把握 {percent}%', candidates: '也可能是', received: '{when} 收到', owner: '{name} 办', flags: '要留意', print: '打印', answer: '给居民的话', note: '给同事的话（可不写）', outcome: '怎么办结', do: '办理', done: '办好了', withdrawn: '已撤回', byForm: '还可以办（要交表或选单位的，暂用接口）：{steps}',
    question: '问居民的话（居民会读到）', reason: '为什么', explain: '说明', answerHint: '居民会读到这句话', refresh: '看新内容',
  },
  reason: { WRONG_VILLAGE: '不是本村的人', MOVED_AWAY: '人搬走了', BOUNDARY_DISPUTE: '地界说不清', CONFLICT_OF_INTEREST: '要回避', UNIT_NOT_COMPETENT: '不归我们管' },
  outcome: { HELPED_ONLY: '给了救助，不纳入', ALREADY_MONITORED: '已经在监测', TRANSFERRED_OUT: '转外地办理', OFF_TOPIC_GUIDED: '不属于这里，已指路', UNREACHABLE: '联系不上', DECEASED_ALL: '人都不在了' },
  state: {
    RECEIVED: '待受理', ACCEPTED: '待授权', CHECKING: '入户核查', CHECKED: '待评议', REVIEWED: '待公示', IN_NOTICE: '公示中', NOTICE_ENDED: '待审核', TOWNSHIP_AUDITED: '待审定', DECIDED: '待公告', ANNOUNCED: '待录入', REGISTERED: '待定帮扶', HELPING: '帮扶中',
    ELIM_CHECKING: '消除核查', ELIM_CHECKED: '消除待评议', ELIM_REVIEWED: '消除待公示', ELIM_IN_NOTICE: '消除公示中', ELIM_NOTICE_ENDED: '消除待审核', ELIM_AUDITED: '消除待审定', ELIM_DECIDED: '消除待公告', APPEAL: '复核中', ELIMINATED: '已消除', REFUSED: '不予纳入', CLOSED_OTHER: '已办结',
  },
  action: {
    CLAIM: '我来办', RELEASE: '放回队列', ACCEPT: '受理', CONFIRM: '是申报', DISMISS: '不是申报', CLOSE: '答复办结', TRANSFER: '转办', RETURN: '不是我们的，退回', AUTHORISE: '登记授权', VISIT: '入户', CONCLUDE_CHECK: '核查结论', REVIEW: '民主评议', POST_NOTICE: '贴公示', END_NOTICE: '公示结束', AUDIT: '审核', DECIDE: '审定', ANNOUNCE: '公告', REGISTER: '录入国家系统', PLAN: '帮扶计划', DELIVER: '落实措施', FOLLOW_UP: '回访', START_ELIMINATION: '提出消除', STOP_ELIMINATION: '停止消除', ROLL_BACK: '回退', REFUSE: '不予纳入', UPHOLD: '维持', REVERSE: '改正', REWORK: '退回重办', OBJECT: '记异议', DISMISS_OBJECTION: '异议不成立', UPHOLD_OBJECTION: '异议成立', SUSPEND: '停表', RESUME: '恢复计时', ASK_RESIDENT: '问居民', HELP_FIRST: '先救助', SUPPLY_PAPERWORK: '补手续', MERGE: '并案',
  },
  form: { optional: '（可不填）', add: '加{what}', remove: '去掉', yes: '是', no: '否', photos: '已有 {count} 张', sending: '正在发送……', preview: '居民会读到：', faults: '有 {count} 处要改，改好再办' },
  pause: { AWAITING_RESIDENT: '等居民补材料', UNREACHABLE: '联系不上', FORCE_MAJEURE: '灾害等不可抗力' },
}
