package org.fangpin110.attachment;

/** What an attachment shows. */
public enum EvidenceKind {
    ID_CARD,
    HUKOU_BOOK,
    AUTHORISATION,
    MEDICAL_BILL,
    DIAGNOSIS,
    DISABILITY_CARD,
    SCHOOL_FEE,
    DAMAGE_PHOTO,
    HOUSE_PHOTO,
    ACCIDENT_PAPER,
    VISIT_FORM,
    REVIEW_MINUTES,
    NOTICE_PHOTO,
    AUDIT_FORM,
    ELIMINATION_FORM,
    HELP_PLAN,
    VOICE_NOTE,
    CALL_RECORD,
    OTHER
}
