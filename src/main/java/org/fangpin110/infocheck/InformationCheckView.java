package org.fangpin110.infocheck;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fangpin110.infocheck.InformationChecks.Shown;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/** What the contract shows of a question to a department. Absent values are null. */
record InformationCheckView(
        UUID checkId,
        UUID caseId,
        Integer version,
        CodedValue department,
        CodedValue dataSet,
        Instant askedAt,
        Instant dueAt,
        boolean overdue,
        int memberCount,
        Boolean mayAnswer,
        List<Authorisation.Member> members,
        LocalDate signedOn,
        CodedValue checkResult,
        CodedValue checkSource,
        String finding,
        String answeredBy,
        CodedValue answeredAs,
        Instant answeredAt,
        Instant cancelledAt) {
    record CodedValue(String code, String text) {}

    /** One reader's language and moment. */
    record Words(Messages messages, Language language, Instant now) {
        CodedValue coded(String prefix, String code) {
            return new CodedValue(code, messages.text(language, prefix + "." + code));
        }
    }

    /** A row of the list: nothing of the people. */
    static InformationCheckView listed(InformationCheck check, boolean withCase, Words words) {
        return new InformationCheckView(
                check.id(),
                withCase ? check.caseId() : null,
                check.version(),
                words.coded("department", check.department()),
                words.coded("data-set", check.dataSet()),
                check.askedAt(),
                check.dueAt(),
                check.isOpen() && check.dueAt().isBefore(words.now()),
                check.memberCount(),
                null,
                null,
                check.signedOn(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static InformationCheckView whole(Shown shown, boolean withCase, Words words) {
        InformationCheck check = shown.check();
        boolean answered = check.isAnswered();
        return new InformationCheckView(
                check.id(),
                withCase ? check.caseId() : null,
                check.version(),
                words.coded("department", check.department()),
                words.coded("data-set", check.dataSet()),
                check.askedAt(),
                check.dueAt(),
                check.isOpen() && check.dueAt().isBefore(words.now()),
                check.memberCount(),
                shown.mayAnswer(),
                shown.members() == null ? null : Authorisation.members(shown.members()),
                check.signedOn(),
                answered ? words.coded("check-result", check.result().name()) : null,
                answered ? words.coded("check-source", check.source().name()) : null,
                shown.finding(),
                check.answeredByName(),
                answered ? words.coded("role", check.answeredAs()) : null,
                check.answeredAt(),
                check.cancelledAt());
    }

    @Override
    public String toString() {
        return "InformationCheckView[" + checkId + "]";
    }
}
