package org.fangpin110.form;

/** The forms; the schema of each lies in {@code forms/<CODE>.v<version>.json}, its words in the message file {@code form}. */
public enum FormCode {
    AUTHORISATION,
    VISIT_FORM,
    CHECK_CONCLUSION,
    REVIEW_MINUTES,
    NOTICE_POSTING,
    NOTICE_REMOVAL,
    AUDIT_OPINION,
    DECISION,
    ANNOUNCEMENT,
    NATIONAL_ENTRY,
    HELP_PLAN,
    MEASURE,
    FOLLOW_UP_VISIT,
    ELIMINATION_VISIT,
    ELIMINATION_CONCLUSION,
    REFUSAL,
    REWORK_ORDER,
    CONTACT_ATTEMPTS,
    OBJECTION,
    OBJECTION_FINDING,
    APPEAL_FINDING,
    EMERGENCY_HELP,
    PAPERWORK_RECEIPT
}
