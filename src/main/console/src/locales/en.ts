export default {
  app: { name: '防贫监测110', skip: 'To the content', menu: 'Menu', signOut: 'Sign out', large: 'Large text', dark: 'Dark', language: 'Language', offline: 'No network. What you see is from before; what you type is not lost.', again: 'Try again', back: 'Back', close: 'Close', cancel: 'Cancel', loading: 'Loading…', keys: 'Keys' },
  signIn: { title: 'Staff sign-in', account: 'Account', password: 'Password', enter: 'Sign in', wrong: 'Wrong account or password', forgot: 'Forgotten? Ask the administrator of your banner.', ended: 'Your session has ended. Sign in again; what you had not sent is still here.' },
  problem: { noAnswer: 'The server cannot be reached. Look at your network and try again.', request: 'Problem number {id}', versions: '{who} changed this case at {when}. What you typed is still here; read what is new first.' },
  nothing: { title: 'No such page', text: 'The address is wrong, or it is not for your level.', home: 'To the queue' },
  queue: {
    title: 'Queue', none: 'Nothing to do here', noneMore: 'All done.', unit: '{name} ({open} open)', more: 'Show more', all: 'That is all',
    news: 'Something changed; show it', search: 'Receipt number', find: 'Find', notFound: 'Not a receipt number of your units', chosen: '{count} chosen', accept: 'Accept chosen', acceptPreview: 'Accept {count} cases? Those who reported are told.', accepted: 'Accepted', notAccepted: 'Not accepted',
    views: { open: 'All open', RECEIVED: 'To accept', mine: 'Mine', urgent: 'Urgent', late: 'Overdue', today: 'Due today', bounced: 'Returned', toCheck: 'To look at' },
    by: { case: 'Case', due: 'Due', unit: 'Where', state: 'Step' },
    urgent: 'Urgent', reports: '{count} reports', mine: 'Mine', heldBy: 'Held by {name}', helping: 'Helping', bounces: 'Returned {count} times', toCheck: 'Look first', unread: 'Unread', risk: 'Risk {level}',
    keys: '/ find   j k move   Enter open   x choose   a accept chosen   ? keys',
  },
  due: { late: '{days} days overdue', lateToday: 'Just overdue', today: 'Due today', soon: 'Due tomorrow', calm: '{days} days left', until: 'By {day}', provisional: ' (holidays not announced: provisional)' },
  case: {
    who: 'Who', what: 'What', where: 'Where', why: 'Why it is here', timeline: 'What happened', next: 'What is next', noNext: 'Nothing for you to do now.', reports: 'Report {n}', photos: 'Photos', household: 'People', income: 'Yearly income', spending: 'Unavoidable spending', hardship: 'In their words', supplements: 'Added later', call: 'Call {phone}', id: 'ID', address: 'Lives at', reporter: 'Reported by', confidence: '{percent} % sure', candidates: 'Could also be', received: 'Received {when}', owner: '{name} handles it', flags: 'Take note', print: 'Print', answer: 'Words for the resident', note: 'Words for colleagues (optional)', outcome: 'How it ends', do: 'Do it', done: 'Done', withdrawn: 'Withdrawn', byForm: 'Also possible, by the API for now: {steps}',
    question: 'What to ask (the resident will read it)', reason: 'Why', explain: 'Explain', answerHint: 'The resident will read this', refresh: 'Show what is new',
  },
 reason: { WRONG_VILLAGE: 'Not of this village', MOVED_AWAY: 'Moved away', BOUNDARY_DISPUTE: 'The border is disputed', CONFLICT_OF_INTEREST: 'Conflict of interest', UNIT_NOT_COMPETENT: 'Not ours to handle' },
  outcome: { HELPED_ONLY: 'Helped, not recognised', ALREADY_MONITORED: 'Already monitored', TRANSFERRED_OUT: 'Handled elsewhere', OFF_TOPIC_GUIDED: 'Not ours, shown the way', UNREACHABLE: 'Not reached', DECEASED_ALL: 'All have died' },
  state: {
    RECEIVED: 'To accept', ACCEPTED: 'To authorise', CHECKING: 'Home visit', CHECKED: 'To review', REVIEWED: 'To post', IN_NOTICE: 'In notice', NOTICE_ENDED: 'To audit', TOWNSHIP_AUDITED: 'To decide', DECIDED: 'To announce', ANNOUNCED: 'To enter', REGISTERED: 'To plan', HELPING: 'Helping',
    ELIM_CHECKING: 'Elimination check', ELIM_CHECKED: 'Elimination to review', ELIM_REVIEWED: 'Elimination to post', ELIM_IN_NOTICE: 'Elimination in notice', ELIM_NOTICE_ENDED: 'Elimination to audit', ELIM_AUDITED: 'Elimination to decide', ELIM_DECIDED: 'Elimination to announce', APPEAL: 'Appeal', ELIMINATED: 'Eliminated', REFUSED: 'Refused', CLOSED_OTHER: 'Closed',
  },
  action: {
    CLAIM: 'I take it', RELEASE: 'Put back', ACCEPT: 'Accept', CONFIRM: 'It is a report', DISMISS: 'It is no report', CLOSE: 'Answer and close', TRANSFER: 'Transfer', RETURN: 'Not ours, return', AUTHORISE: 'Authorisation', VISIT: 'Visit', CONCLUDE_CHECK: 'Conclusion', REVIEW: 'Village review', POST_NOTICE: 'Post notice', END_NOTICE: 'End notice', AUDIT: 'Audit', DECIDE: 'Decide', ANNOUNCE: 'Announce', REGISTER: 'National entry', PLAN: 'Help plan', DELIVER: 'Deliver measure', FOLLOW_UP: 'Follow up', START_ELIMINATION: 'Start elimination', STOP_ELIMINATION: 'Stop elimination', ROLL_BACK: 'Roll back', REFUSE: 'Refuse', UPHOLD: 'Uphold', REVERSE: 'Reverse', REWORK: 'Send back', OBJECT: 'Record objection', DISMISS_OBJECTION: 'Objection unfounded', UPHOLD_OBJECTION: 'Objection founded', SUSPEND: 'Pause', RESUME: 'Go on', ASK_RESIDENT: 'Ask the resident', HELP_FIRST: 'Help first', SUPPLY_PAPERWORK: 'Supply paperwork', MERGE: 'Merge',
  },
  form: { optional: ' (optional)', add: 'Add: {what}', remove: 'Remove', yes: 'Yes', no: 'No', photos: '{count} added', sending: 'Sending…', preview: 'The resident will read:', faults: '{count} fields to correct' },
  pause: { AWAITING_RESIDENT: 'Waiting for the resident', UNREACHABLE: 'Cannot be reached', FORCE_MAJEURE: 'Disaster' },
}
