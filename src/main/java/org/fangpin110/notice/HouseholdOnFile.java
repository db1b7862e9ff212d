package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fangpin110.casefile.Case;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.KnownMember;
import org.fangpin110.household.PersonName;
import org.fangpin110.household.RegisteredHousehold;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.household.Relation;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.StoredReport;

/** Gathers what registry and reports say about the household of a case. */
final class HouseholdOnFile {
    private final CaseReportRepository reports = new CaseReportRepository();
    private final RegistryRepository registry = new RegistryRepository();
    private final ReportContent contents;
    private final RegistrySeal seal;

    HouseholdOnFile(FieldCipher cipher, RegistrySeal seal) {
        contents = new ReportContent(cipher);
        this.seal = seal;
    }

    Future<NoticeFacts> of(SqlClient db, Case file, LocalDate today) {
        return reports.reports(db, file.id(), file.firstReportId())
                .compose(stored -> registry.householdOf(db, file.personIndex())
                        .compose(household ->
                                members(db, household).map(members -> facts(file, today, stored, household, members))));
    }

    private Future<List<KnownMember>> members(SqlClient db, Optional<RegisteredHousehold> household) {
        return household.isEmpty()
                ? Future.succeededFuture(List.of())
                : registry.members(db, household.get().key(), seal);
    }

    private NoticeFacts facts(
            Case file,
            LocalDate today,
            List<StoredReport> stored,
            Optional<RegisteredHousehold> household,
            List<KnownMember> members) {
        List<NewReport> sent = stored.stream()
                .map(report -> contents.open(report.id(), report.content()))
                .toList();
        NewReport first = stored.stream()
                .filter(report -> report.id().equals(file.firstReportId()))
                .findFirst()
                .map(report -> contents.open(report.id(), report.content()))
                .orElseThrow();
        Optional<KnownMember> head = members.stream()
                .filter(member -> member.relation() == Relation.HEAD)
                .findFirst();
        return new NoticeFacts(
                head.map(KnownMember::name).or(() -> subject(first)),
                head.isPresent() ? head.flatMap(KnownMember::born) : born(first),
                household.map(RegisteredHousehold::householdClass).filter(NoticeContent::isMonitored),
                household.map(RegisteredHousehold::memberCount).or(() -> Optional.ofNullable(first.householdSize())),
                PublicCause.of(first.riskMain()),
                Stream.concat(
                                members.stream().map(KnownMember::name),
                                sent.stream().flatMap(HouseholdOnFile::named))
                        .distinct()
                        .toList(),
                members.stream()
                        .filter(member -> member.born()
                                .filter(day -> NoticeHead.isMinor(day, today))
                                .isPresent())
                        .map(KnownMember::name)
                        .toList());
    }

    /** The one in trouble, where nothing says that somebody else heads the household. */
    private static Optional<PersonName> subject(NewReport report) {
        boolean isHead = report.relation() == null || report.relation().equals(Relation.HEAD.name());
        return isHead ? PersonName.check(report.subject().name()).name() : Optional.empty();
    }

    private static Optional<LocalDate> born(NewReport report) {
        return subject(report)
                .flatMap(head -> IdNumber.check(report.subject().idNo()).number())
                .map(IdNumber::birthDate);
    }

    private static Stream<PersonName> named(NewReport report) {
        return Stream.concat(
                        Stream.ofNullable(report.subject()).map(NewReport.Subject::name),
                        Stream.ofNullable(report.reporter()).map(NewReport.Reporter::name))
                .flatMap(name -> PersonName.check(name).name().stream());
    }
}
