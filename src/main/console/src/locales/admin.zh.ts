/** Words of the pages beside queue, case and forms. */
export default {
  pages: { title: '页面', listQueue: '队列', getOverview: '总览', listInformationChecks: '信息比对', listAdminUnits: '单位', listUnitChanges: '撤并改名', listUnitPosts: '人员值班', listAuditEvents: '审计', getMe: '我的' },
  search: { label: '回执号、电话或身份证（或后四位）、姓名', hint: '回执号/电话/后四位/姓名', found: '按{as}找到 {count} 件', none: '按{as}没有找到，本单位之外的看不到。', more: '只显示前 50 件，请写得更全。', pool: '乡镇待分', wider: '看全部', as: { RECEIPT_NO: '回执号', PHONE: '电话', ID_NO: '身份证号', LAST_DIGITS: '后四位', NAME: '姓名' } },
  unitPicker: { itself: '本级' },
  assign: { open: '分给…', title: '把 {count} 件分给哪个单位', to: '单位', triaged: '人工分派', do: '分派 {count} 件', done: '已分派' },
  overview: {
    nothing: '这段时间没有走完的步骤', title: '总览', from: '从', to: '到', show: '看', open: '在办', urgent: '紧急', overdue: '超期', unread: '没人看过', today: '今天收到', messages: '短信微信没送到', sent: '共发 {count} 条', byState: '各步骤在办', byUnit: '各单位', steps: '每一步用几天（中位数）', arrivals: '每天收到', state: '步骤', unit: '单位', cases: '件数', days: '天', day: '日期', since: '最早 {when}', none: '没有在办的', print: '打印', at: '{when} 的情况', chart: '图：{name}，数字在旁边的表里',
  },
  units: {
    title: '单位', search: '名称开头', all: '全部', inForce: '现行', ended: '已撤销', choose: '选择 {name}', chosen: '已选 {count} 个', merge: '合并所选', code: '代码', name: '名称', kind: '类别', valid: '有效期', since: '{day} 起', until: '到 {day}', planned: '有待生效的变更', more: '再看一些', none: '没有这样的单位', history: '沿革', successor: '并入 {code}', aliases: '别名', alias: '别名', addAlias: '加别名', withdraw: '停用', withdrawn: '已停用', leaflet: '明白纸（A4，二维码）', change: '改名、合并、撤销…', routable: '可受理', notRoutable: '不受理',
  },
  changes: {
    title: '单位撤并改名', new: '新的变更', kind: '怎么变', kinds: { RENAME: '改名', MERGE: '合并', SPLIT: '拆分', RECODE: '换代码', RETIRE: '撤销', ADD: '新设', ROUTABLE: '改是否受理' }, units: '现在的单位代码（空格分开）', into: '变成的代码（拆分时空格分开）', names: '新名称（同上，空格分开）', name: '新名称', routable: '可以受理', from: '哪天生效', preview: '先看会怎样', makes: '确定变更', made: '已办理：{status}', what: '会变成这样', moves: '在办事项', move: '{count} 件 {from} → {to}', posts: '岗位', post: '{count} 个 {role} {from} → {to}', ends: '结束', aliasMoves: '别名', warnings: '请注意', nothingMoves: '没有在办事项要移动', history: '变更记录', statuses: { PLANNED: '待生效', APPLIED: '已生效', CANCELLED: '已取消', FAILED: '没能生效' }, cancel: '取消这项', by: '{name} 于 {when} 办理', none: '还没有变更', before: '现在', after: '之后', ended: '撤销', fresh: '新设',
  },
  people: {
    title: '人员和值班', unit: '单位', posts: '岗位', name: '姓名', account: '账号', role: '岗位', since: '{day} 起', end: '结束岗位', endAsk: '结束 {name} 的 {role} 岗位？其手上的事项放回队列，值班表不再有此人。', start: '给已有账号加岗位', startDo: '加岗位', create: '新建账号', createDo: '建账号', created: '账号 {account} 的初始密码（只显示这一次）：', done: '已办理', nobody: '这个单位还没有人', duty: '值班', dutyText: '有新事项和超期时，按顺序打给谁。', phone: '手机号', line: '第 {n} 位', masked: '不改就留空（现在 {phone}）', anybody: '值班电话，不是某个人', addLine: '加一位', removeLine: '去掉', save: '保存值班表', now: '现在值班：{who} {phone}（{unit}）', nobodyOnDuty: '现在没有人值班', saved: '值班表已保存',
    roles: { GRID_WORKER: '网格员', VILLAGE: '村', TOWNSHIP: '苏木乡镇', BANNER_DESK: '旗县办', DEPARTMENT: '部门', BANNER_ADMIN: '管理员', AUDITOR: '审计员' },
  },
  audit: { title: '审计', text: '谁看过、改过什么。您看这一页，也会记下来。', case: '事项编号（可不填）', show: '看', at: '时间', who: '谁', action: '做了什么', unit: '单位', detail: '细目', system: '系统', pack: '下载这件的证据包', more: '再看一些', none: '没有记录', ofCase: '只看这件', actions: { 'case-transferred': '转办', 'case-claimed': '领办', 'case-accepted': '受理', 'case-closed': '办结', 'case-returned': '退回', 'units-changed': '变更单位', 'alias-confirmed': '确认地名', 'staff-deactivated': '停用账号', 'case-read': '看事项', 'photo-read': '看照片', 'case-searched': '查找', 'staff-created': '建账号', 'audit-read': '看审计', 'evidence-exported': '取证据包', 'post-started': '给岗位', 'post-ended': '结束岗位', 'duty-roster-replaced': '改值班表', 'duty-phone-read': '看值班电话' } },
  me: { title: '我的', account: '账号', posts: '我的岗位', leaflet: '打印 {name} 的明白纸', password: '改密码', current: '现在的密码', next: '新密码（至少 10 个字）', again: '再写一遍新密码', differ: '两遍不一样', change: '改密码', changed: '密码改好了，别处的登录都已退出。', noPages: '您的岗位没有要在这里办的页面。' },
  checks: { title: '信息比对', text: '请核对这些家庭在贵部门有没有记录。', due: '办到哪天', members: '{count} 人', open: '打开', who: '要核对的人', result: '结果', source: '依据', finding: '有什么不一样（写清楚）', answer: '答复', answered: '已答复', none: '没有要比对的', notYours: '由部门答复；部门没有账号时由旗县办记录。', results: { MATCH: '一致', DIFFERENCE: '不一致', NO_DATA: '没有记录', UNAVAILABLE: '查不了' }, sources: { DEPARTMENT_SYSTEM: '部门系统', DEPARTMENT_LIST: '部门名单', LETTER: '函', TELEPHONE: '电话' } },
}
