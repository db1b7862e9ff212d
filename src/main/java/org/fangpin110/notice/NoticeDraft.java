package org.fangpin110.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.unit.Unit;

/** Puts together what is on file and what the cadre says: the content of a notice, or all that is missing or wrong. Pure. */
final class NoticeDraft {
    /** @param content null while there are faults */
    record Checked(NoticeContent content, List<FieldError> faults) {}

    /** What does not depend on the household. */
    record Frame(
            NoticeKind kind,
            NoticeNumber number,
            Unit village,
            Unit issuer,
            NoticePolicy policy,
            NoticeMinimum minimum,
            LocalDate firstDay) {}

    private final Frame frame;
    private final NoticeFacts facts;
    private final NoticePosting posting;
    private final String root;
    private final boolean toPost;
    private final List<FieldError> faults = new ArrayList<>();

    private NoticeDraft(Frame frame, NoticeFacts facts, NoticePosting posting, String root, boolean toPost) {
        this.frame = frame;
        this.facts = facts;
        this.posting = posting;
        this.root = root;
        this.toPost = toPost;
    }

    /** @param root pointer to the posting in the caller's request; empty where it is the whole body @param toPost it hangs, so its place is known */
    static Checked of(Frame frame, NoticeFacts facts, NoticePosting posting, String root, boolean toPost) {
        return new NoticeDraft(frame, facts, posting, root, toPost).check();
    }

    private Checked check() {
        NoticeGuard guard = new NoticeGuard(facts.names());
        Optional<FreeText> place = free(guard, "/place", posting.place(), toPost);
        Optional<FreeText> remark = free(guard, "/remark", posting.remark(), false);
        Optional<HouseholdClass> householdClass = householdClass();
        Optional<Integer> members = members();
        Optional<NoticeHead> head = head();
        if (!faults.isEmpty()) {
            return new Checked(null, List.copyOf(faults));
        }
        NoticeMinimum minimum = frame.minimum();
        return new Checked(
                new NoticeContent(
                        frame.kind(),
                        frame.number(),
                        frame.village(),
                        frame.issuer(),
                        head.orElseThrow(),
                        frame.policy().nameStyle(),
                        householdClass.orElseThrow(),
                        frame.policy().tellsCause() ? Optional.of(facts.cause()) : Optional.empty(),
                        members.orElseThrow(),
                        minimum.value(),
                        minimum.unit() == LimitUnit.WORK_DAY,
                        frame.firstDay(),
                        minimum.lastDay(),
                        place,
                        remark,
                        frame.policy().phone()),
                List.of());
    }

    private Optional<FreeText> free(NoticeGuard guard, String field, String text, boolean required) {
        if (text == null || text.isBlank()) {
            if (required) {
                faults.add(new FieldError(root + field, "required"));
            }
            return Optional.empty();
        }
        FreeText.Checked checked = guard.check(root + field, text);
        faults.addAll(checked.faults());
        return Optional.ofNullable(checked.text());
    }

    private Optional<HouseholdClass> householdClass() {
        Optional<HouseholdClass> found =
                Optional.ofNullable(posting.householdClass()).or(facts::householdClass);
        if (found.filter(NoticeContent::isMonitored).isEmpty()) {
            faults.add(new FieldError(root + "/householdClass", found.isEmpty() ? "required" : "notice-class"));
        }
        return found;
    }

    private Optional<Integer> members() {
        Optional<Integer> found = Optional.ofNullable(posting.memberCount()).or(facts::members);
        if (found.isEmpty()) {
            faults.add(new FieldError(root + "/memberCount", "required"));
        } else if (found.get() < 1 || found.get() > NoticeContent.MOST_MEMBERS) {
            faults.add(new FieldError(root + "/memberCount", "notice-members", NoticeContent.MOST_MEMBERS));
        }
        return found;
    }

    /** What is on file says who is a child; nobody can say otherwise. */
    private Optional<NoticeHead> head() {
        Optional<PersonName> name = facts.head().or(this::statedName);
        if (name.isEmpty()) {
            if (faults.stream().noneMatch(fault -> fault.pointer().equals(root + "/headName"))) {
                faults.add(new FieldError(root + "/headName", "required"));
            }
            return Optional.empty();
        }
        if (NoticeGuard.speaksOfIllness(name.get().value())) {
            faults.add(new FieldError(root + "/headName", "notice-illness-in-text"));
            return Optional.empty();
        }
        if (facts.minors().contains(name.get())) {
            return Optional.of(facts.born().isEmpty() ? new NoticeHead.Minor() : new NoticeHead.Unnamed());
        }
        if (facts.born().isEmpty() && posting.headOfAge() != null) {
            return Optional.of(posting.headOfAge() ? new NoticeHead.Adult(name.get()) : new NoticeHead.Minor());
        }
        return Optional.of(NoticeHead.of(name.get(), facts.born(), frame.firstDay()));
    }

    private Optional<PersonName> statedName() {
        if (posting.headName() == null) {
            return Optional.empty();
        }
        PersonName.Checked checked = PersonName.check(posting.headName());
        checked.fault()
                .ifPresent(fault -> faults.add(new FieldError(
                        root + "/headName",
                        "name-"
                                + fault.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'))));
        return checked.name();
    }
}
