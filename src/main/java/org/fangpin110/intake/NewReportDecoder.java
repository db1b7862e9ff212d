package org.fangpin110.intake;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import org.fangpin110.platform.http.BodyDecoder;
import org.fangpin110.report.NewReport;

/** The typed decoder of submitReport; accepts exactly what the contract's NewReport accepts. */
final class NewReportDecoder implements BodyDecoder<NewReport> {
    private static final List<String> FIELDS = List.of(
            "reporterKind",
            "subject",
            "riskMain",
            "consents",
            "hardshipText",
            "addressText",
            "hukouUnit",
            "relation",
            "reporter",
            "unitUnknown",
            "scanCode",
            "position",
            "groupName",
            "residenceUnit",
            "riskMore",
            "voiceNoteFollows",
            "householdSize",
            "annualIncome",
            "rigidSpending",
            "urgent",
            "urgentKind");
    private static final List<String> REPORTER_FIELDS = List.of("name", "phone");
    private static final List<String> SUBJECT_FIELDS = List.of("name", "phone", "noPhone", "idNo", "idAbsentReason");
    private static final List<String> POSITION_FIELDS = List.of("longitude", "latitude", "accuracyMetres", "system");
    private static final List<String> CONSENT_FIELDS = List.of("privacy", "sensitive", "truth");

    private static final Set<String> SYSTEMS = Set.of("GCJ02", "WGS84");
    private static final int MOST_YUAN = 100_000_000;

    @Override
    public NewReport decode(Buffer body) {
        Draft draft = new Draft();
        FieldReader.read(body, in -> in.object("", FIELDS, 4, (name, at) -> draft.field(in, name, at)));
        return draft.toReport();
    }

    /** The fields as they come. */
    private static final class Draft {
        private String reporterKind;
        private String relation;
        private NewReport.Reporter reporter;
        private NewReport.Subject subject;
        private String hukouUnit;
        private Boolean unitUnknown;
        private String addressText;
        private String scanCode;
        private NewReport.GivenPosition position;
        private String groupName;
        private String residenceUnit;
        private String riskMain;
        private List<String> riskMore;
        private String hardshipText;
        private Boolean voiceNoteFollows;
        private Integer householdSize;
        private Double annualIncome;
        private Double rigidSpending;
        private Boolean urgent;
        private String urgentKind;
        private NewReport.Consents consents;

        void field(FieldReader in, String name, String at) {
            switch (name) {
                case "reporterKind" -> reporterKind = in.code(at, ReportCodes.REPORTER_KINDS);
                case "relation" -> relation = in.code(at, ReportCodes.RELATIONS);
                case "reporter" -> reporter = in.startsObject(at) ? reporter(in, at) : null;
                case "subject" -> subject = in.startsObject(at) ? subject(in, at) : null;
                case "hukouUnit" -> hukouUnit = unitCode(in, at);
                case "unitUnknown" -> unitUnknown = in.flag(at);
                case "addressText" -> addressText = in.text(at, 0, 500);
                case "scanCode" -> scanCode = in.text(at, 0, 128);
                case "position" -> position = in.startsObject(at) ? position(in, at) : null;
                case "groupName" -> groupName = in.text(at, 0, 100);
                case "residenceUnit" -> residenceUnit = unitCode(in, at);
                case "riskMain" -> riskMain = in.code(at, ReportCodes.RISK_TYPES);
                case "riskMore" -> riskMore = in.codes(at, 2, ReportCodes.RISK_TYPES);
                case "hardshipText" -> hardshipText = in.text(at, 0, 2000);
                case "voiceNoteFollows" -> voiceNoteFollows = in.flag(at);
                case "householdSize" -> householdSize = in.integer(at, 1, 30);
                case "annualIncome" -> annualIncome = in.number(at, -MOST_YUAN, MOST_YUAN);
                case "rigidSpending" -> rigidSpending = in.number(at, 0, MOST_YUAN);
                case "urgent" -> urgent = in.flag(at);
                case "urgentKind" -> urgentKind = in.code(at, ReportCodes.URGENT_KINDS);
                case "consents" -> consents = in.startsObject(at) ? consents(in, at) : null;
                default -> throw new IllegalStateException(name);
            }
        }

        NewReport toReport() {
            return new NewReport(
                    reporterKind,
                    relation,
                    reporter,
                    subject,
                    hukouUnit,
                    unitUnknown,
                    addressText,
                    scanCode,
                    position,
                    groupName,
                    residenceUnit,
                    riskMain,
                    riskMore,
                    hardshipText,
                    voiceNoteFollows,
                    householdSize,
                    annualIncome,
                    rigidSpending,
                    urgent,
                    urgentKind,
                    consents);
        }
    }

    private static String unitCode(FieldReader in, String at) {
        return in.token(at, 0, 12, text -> text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static NewReport.Reporter reporter(FieldReader in, String pointer) {
        String[] read = new String[2];
        in.object(pointer, REPORTER_FIELDS, 0, (name, at) -> {
            if (name.equals("name")) {
                read[0] = in.text(at, 0, 100);
            } else {
                read[1] = in.text(at, 0, 30);
            }
        });
        return new NewReport.Reporter(read[0], read[1]);
    }

    private static NewReport.Subject subject(FieldReader in, String pointer) {
        String[] read = new String[4];
        Boolean[] noPhone = new Boolean[1];
        in.object(pointer, SUBJECT_FIELDS, 1, (name, at) -> {
            switch (name) {
                case "name" -> read[0] = in.text(at, 0, 100);
                case "phone" -> read[1] = in.text(at, 0, 30);
                case "noPhone" -> noPhone[0] = in.flag(at);
                case "idNo" -> read[2] = in.text(at, 0, 60);
                default -> read[3] = in.code(at, ReportCodes.ID_ABSENT_REASONS);
            }
        });
        return new NewReport.Subject(read[0], read[1], noPhone[0], read[2], read[3]);
    }

    private static NewReport.GivenPosition position(FieldReader in, String pointer) {
        Double[] read = new Double[3];
        String[] system = new String[1];
        in.object(pointer, POSITION_FIELDS, 2, (name, at) -> {
            switch (name) {
                case "longitude" -> read[0] = in.number(at, -180, 180);
                case "latitude" -> read[1] = in.number(at, -90, 90);
                case "accuracyMetres" -> read[2] = in.number(at, 0, 100_000);
                default -> system[0] = in.code(at, SYSTEMS);
            }
        });
        return read[0] == null || read[1] == null
                ? null
                : new NewReport.GivenPosition(read[0], read[1], read[2], system[0]);
    }

    private static NewReport.Consents consents(FieldReader in, String pointer) {
        String[] read = new String[3];
        in.object(pointer, CONSENT_FIELDS, 3, (name, at) -> {
            read[CONSENT_FIELDS.indexOf(name)] = in.token(
                    at, 1, 40, text -> !text.isEmpty() && text.chars().allMatch(NewReportDecoder::versionCharacter));
        });
        return new NewReport.Consents(read[0], read[1], read[2]);
    }

    private static boolean versionCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }
}
