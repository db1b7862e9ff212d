package org.fangpin110.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.UUID;
import org.fangpin110.form.FormCode;

/** Each form filled in as a careful cadre would, for a household of three: a grandmother, her ill son, a child of nine. */
public final class FilledForms {
    private final String today;
    private final String yearAgo;
    private final String photo;

    /** @param photo evidence of the case; for all places that want one */
    public FilledForms(LocalDate today, UUID photo) {
        this.today = today.toString();
        this.yearAgo = today.minusYears(1).toString();
        this.photo = photo.toString();
    }

    public JsonObject of(FormCode code) {
        return new JsonObject(text(code)
                .replace("TODAY", today)
                .replace("YEAR_AGO", yearAgo)
                .replace("PHOTO", photo)
                .replace('\'', '"'));
    }

    /** As the form of a step, see takeStep. */
    public JsonObject entry(FormCode code) {
        return new JsonObject().put("code", code.name()).put("version", 1).put("data", of(code));
    }

    private static final String VISITORS =
            """
            'visitors': [{'name': '包白音', 'post': '驻村第一书记', 'unit': '旗农牧局'}, {'name': '李春花', 'post': '网格员'}]""";

    private static final String MEMBERS =
            """
            'householdSize': 3, 'members': [
              {'name': '乌云·其木格', 'relation': 'HEAD', 'idNo': '152223195203070029', 'health': ['CHRONIC'], 'labour': 'LOST', 'medicalInsured': true},
              {'name': '王𬭎', 'relation': 'SON', 'birthDate': '1978-05-01', 'idAbsentReason': 'LOST', 'health': ['MAJOR_DISEASE', 'CHRONIC'],
               'labour': 'WEAK', 'medicalInsured': true, 'work': '在家养牛'},
              {'name': '王㛃', 'relation': 'GRANDCHILD', 'birthDate': '2017-02-14', 'idAbsentReason': 'NOT_AT_HAND', 'sex': 'FEMALE',
               'health': ['HEALTHY'], 'labour': 'NONE', 'schoolStage': 'PRIMARY'}],
            'labourWilling': true""";

    private static final String INCOME =
            """
            'incomeFrom': 'YEAR_AGO', 'incomeTo': 'TODAY', 'wageIncome': 3600, 'businessIncome': 21000.5, 'propertyIncome': 0,
            'transferIncome': 5400, 'grossIncome': 30000.5, 'businessCost': 12000, 'netIncome': 18000.5, 'netIncomePerHead': 6000.17""";

    private static final String SPENDING =
            """
            'medicalSpending': 26800.35, 'schoolSpending': 1200, 'housingSpending': 0, 'disasterSpending': 0, 'careSpending': 3000,
            'otherSpending': 0, 'rigidSpending': 31000.35""";

    private static final String GUARANTEES =
            """
            'schooling': {'finding': 'SAFE'}, 'medicalCare': {'finding': 'SAFE'}, 'housing': {'finding': 'SAFE'},
            'water': {'finding': 'UNSAFE', 'note': '水井氟超标，已报水利局'}""";

    private static final String ALL_SAFE = GUARANTEES.replace("'UNSAFE', 'note': '水井氟超标，已报水利局'", "'SAFE'");

    private static final String FOUND =
            """
            'householdSize': 3, 'labourAbleCount': 1, 'grossIncome': 30000.5, 'netIncome': 18000.5, 'netIncomePerHead': 6000.17,
            'rigidSpending': 31000.35""";

    private static final String CHECKERS = "'checkers': [{'name': '陈志远', 'post': '旗专班科员', 'unit': '旗农牧局'}]";

    private static final String COMPARISONS =
            """
            'comparisons': [
              {'department': 'MEDICAL_INSURANCE', 'dataSet': '住院自付费用', 'result': 'AGREES', 'checkedOn': 'TODAY'},
              {'department': 'NATURAL_RESOURCES', 'dataSet': '不动产登记', 'result': 'DIFFERS', 'checkedOn': 'TODAY',
               'explanation': '登记的是已拆的旧房'},
              {'department': 'BANK', 'dataSet': '存款', 'result': 'NO_DATA', 'checkedOn': 'TODAY'}]""";

    private static String text(FormCode code) {
        return switch (code) {
            case AUTHORISATION ->
                """
                {'textVersion': '2026-01', 'scope': ['REGISTER', 'MEDICAL', 'DEPOSIT', 'PROPERTY'], 'signedOn': 'TODAY', 'place': '本户家中',
                 'explainedBy': '李春花', 'householdSize': 3, 'members': [
                  {'name': '乌云·其木格', 'relation': 'HEAD', 'idNo': '152223195203070029', 'signature': 'PAPER_SCAN', 'scanIds': ['PHOTO']},
                  {'name': '王𬭎', 'relation': 'SON', 'birthDate': '1978-05-01', 'idAbsentReason': 'LOST', 'signature': 'E_SIGN',
                   'signMethod': 'WECHAT_CONFIRM', 'signedAt': 'TODAYT09:30:00+08:00'},
                  {'name': '王㛃', 'relation': 'GRANDCHILD', 'birthDate': '2017-02-14', 'idAbsentReason': 'NOT_AT_HAND',
                   'guardianName': '王𬭎'}]}""";
            case VISIT_FORM ->
                "{'visitedOn': 'TODAY', 'place': '好力保嘎查三组', " + VISITORS
                        + ", 'metWith': '乌云·其木格', 'headName': '乌云·其木格', 'contactPhone': '13904790001', 'address': '好力保嘎查三组12号',"
                        + "'householdClass': 'ORDINARY', " + MEMBERS + ", " + INCOME + ", " + SPENDING
                        + ", 'debts': [{'lender': 'KIN', 'amount': 20000, 'purpose': '看病'}],"
                        + "'assets': [{'kind': 'MACHINE', 'explanation': '四轮车一台，种地用'}], "
                        + GUARANTEES
                        + ", 'riskMain': 'ILLNESS', 'riskMore': ['LABOUR_LACK'], 'eventKind': 'SURGERY', 'eventOn': 'YEAR_AGO',"
                        + "'riskControllable': false, 'riskText': '儿子手术后不能干重活，自付医药费多，靠借钱维持。', 'needs': ['HEALTH', 'INDUSTRY'],"
                        + "'photoIds': ['PHOTO']}";
            case CHECK_CONCLUSION ->
                "{" + COMPARISONS + ", " + FOUND + ", " + GUARANTEES
                        + ", 'riskMain': 'ILLNESS', 'eventKind': 'SURGERY', 'riskControllable': false, 'incomeLine': 8300,"
                        + "'conclusion': 'ELIGIBLE', 'proposedClass': 'AT_RISK_EDGE', 'reasonText': '人均纯收入低于收入线，刚性支出大于收入。',"
                        + "'checkedOn': 'TODAY', " + CHECKERS + "}";
            case REVIEW_MINUTES ->
                """
                {'meeting': 'REPRESENTATIVES', 'heldAt': 'TODAYT09:00:00+08:00', 'place': '嘎查党群服务中心', 'chair': '白·巴特尔', 'recorder': '李春花',
                 'representatives': 30, 'present': 21, 'recusals': [{'name': '王志刚', 'explanation': '是本户亲属'}],
                 'minutes': '逐户评议，情况属实。', 'votesFor': 19, 'votesAgainst': 1, 'abstained': 1, 'voteResult': 'PASSED', 'photoIds': ['PHOTO']}""";
            case NOTICE_POSTING ->
                """
                {'place': '嘎查公示栏', 'headName': '乌云·其木格', 'headOfAge': true, 'householdClass': 'SUDDEN_HARDSHIP', 'householdSize': 3,
                 'postedBy': '李春花', 'photoIds': ['PHOTO']}""";
            case NOTICE_REMOVAL ->
                """
                {'place': '嘎查公示栏', 'postedAt': 'YEAR_AGOT08:00:00+08:00', 'removedAt': 'TODAYT08:30:00+08:00', 'removedBy': '李春花',
                 'objectionCount': 0, 'noticeOutcome': 'NO_OBJECTION', 'photoIds': ['PHOTO']}""";
            case AUDIT_OPINION ->
                """
                {'auditedOn': 'TODAY', 'papersChecked': ['VISIT_FORM', 'REVIEW_MINUTES', 'NOTICE_REMOVAL'], 'sampleVisited': true,
                 'sampleNote': '情况属实', 'opinion': 'AGREE', 'opinionText': '材料齐全，同意上报。',
                 'auditors': [{'name': '赵国庆', 'post': '副苏木达'}]}""";
            case DECISION ->
                """
                {'decidedOn': 'TODAY', 'documentNo': '扎农牧发〔2026〕18号', 'decision': 'RECOGNISED', 'householdClass': 'AT_RISK_EDGE',
                 'riskLevel': 'MEDIUM', 'riskLevelReason': '刚性支出高，有部分劳动力。', 'reasonText': '符合边缘易致贫户条件。',
                 'rulesUsed': ['income-line 2026 v1'], 'deciders': [{'name': '孙立新', 'post': '旗专班主任'}]}""";
            case ANNOUNCEMENT ->
                """
                {'noticeText': '经审定，乌云·其木格户纳入监测。', 'inNameOf': '好力保镇人民政府', 'place': '嘎查公示栏',
                 'postedAt': 'TODAYT10:00:00+08:00', 'postedBy': '赵国庆', 'photoIds': ['PHOTO']}""";
            case NATIONAL_ENTRY ->
                """
                {'nationalId': '15222310720826001', 'householdClass': 'AT_RISK_EDGE', 'enteredOn': 'TODAY', 'enteredBy': '陈志远'}""";
            case HELP_PLAN ->
                """
                {'plannedOn': 'TODAY', 'labourAbleCount': 1, 'labourWilling': true, 'goal': '一年内收入稳定超过收入线。',
                 'helper': {'name': '包白音', 'post': '驻村第一书记', 'phone': '13904790002'}, 'nextVisitOn': 'TODAY',
                 'measures': [{'kind': 'INDUSTRY', 'description': '基础母牛两头', 'department': 'AGRICULTURE', 'amount': 16000, 'startsOn': 'TODAY'},
                  {'kind': 'SAFETY_NET', 'safetyNet': 'TEMP_RELIEF', 'description': '临时救助', 'department': 'CIVIL_AFFAIRS', 'amount': 3000.5,
                   'startsOn': 'TODAY', 'endsOn': 'TODAY'}], 'confirmedBy': '乌云·其木格'}""";
            case MEASURE ->
                """
                {'kind': 'SAFETY_NET', 'safetyNet': 'TEMP_RELIEF', 'description': '临时救助金', 'department': 'CIVIL_AFFAIRS', 'amount': 3000.5,
                 'payment': 'CARD', 'deliveredOn': 'TODAY', 'receivedBy': '乌云·其木格', 'deliveredBy': '刘敏', 'photoIds': ['PHOTO']}""";
            case FOLLOW_UP_VISIT ->
                "{'visitedOn': 'TODAY', " + VISITORS
                        + ", 'metWith': '王𬭎', 'change': 'BETTER', 'netIncomePerHead': 7100, 'rigidSpending': 9000, "
                        + ALL_SAFE
                        + ", 'riskSolved': false, 'newRisk': false, 'measuresWork': true, 'nextVisitOn': 'TODAY'}";
            case ELIMINATION_VISIT ->
                "{'visitedOn': 'TODAY', 'place': '好力保嘎查三组', " + VISITORS + ", 'metWith': '王𬭎', 'headName': '乌云·其木格', "
                        + MEMBERS + ", "
                        + INCOME + ", 'incomeStable': true, 'incomeStableMonths': 8, " + SPENDING
                        + ", 'spendingControllable': true, " + ALL_SAFE
                        + ", 'riskSolved': true, 'newRisk': false, 'riskText': '手术恢复，母牛产犊两头，收入稳定。', 'measuresDelivered': 2,"
                        + "'eliminationKind': 'BY_HELP', 'photoIds': ['PHOTO']}";
            case ELIMINATION_CONCLUSION ->
                "{" + COMPARISONS + ", " + FOUND
                        + ", 'incomeLine': 8300, 'incomeStable': true, 'incomeStableMonths': 8,"
                        + "'spendingControllable': true, " + ALL_SAFE
                        + ", 'riskSolved': true, 'newRisk': false, 'measuresDelivered': 2, 'conclusion': 'MET', 'eliminationKind': 'BY_HELP',"
                        + "'reasonText': '收入稳定，风险已消除。', 'checkedOn': 'TODAY', " + CHECKERS + "}";
            case REFUSAL ->
                """
                {'refusalReason': 'DIFFICULTY_SOLVED', 'plainText': '您家的医药费已经报销，目前没有返贫风险，这次不纳入监测。', 'basis': '医保报销单、入户核查。',
                 'householdHeard': true, 'toldBy': '李春花', 'toldOn': 'TODAY'}""";
            case REWORK_ORDER ->
                """
                {'faults': [{'formCode': 'VISIT_FORM', 'description': '缺入户照片'}], 'dueOn': 'TODAY'}""";
            case CONTACT_ATTEMPTS ->
                """
                {'attempts': [
                  {'at': 'YEAR_AGOT09:00:00+08:00', 'means': 'CALL', 'contactResult': 'NO_ANSWER', 'by': '李春花'},
                  {'at': 'YEAR_AGOT18:00:00+08:00', 'means': 'CALL', 'contactResult': 'NO_ANSWER', 'by': '李春花'},
                  {'at': 'TODAYT08:00:00+08:00', 'means': 'HOME_VISIT', 'contactResult': 'NOBODY_HOME', 'by': '包白音', 'note': '门锁着'}]}""";
            case OBJECTION ->
                """
                {'objector': 'VILLAGER', 'objectorName': '韩长命', 'channel': 'IN_PERSON', 'receivedAt': 'TODAYT09:00:00+08:00',
                 'objectionText': '认为该户有车。', 'takenBy': '李春花'}""";
            case OBJECTION_FINDING ->
                """
                {'objectionFinding': 'NOT_UPHELD', 'investigation': '车是借用的，登记在别人名下。',
                 'investigators': [{'name': '赵国庆', 'post': '副苏木达'}, {'name': '包白音', 'post': '第一书记'}],
                 'foundOn': 'TODAY', 'answerText': '经核实，该户没有车。', 'answeredOn': 'TODAY'}""";
            case APPEAL_FINDING ->
                """
                {'appealFinding': 'REVERSE', 'revisited': true, 'investigation': '重新入户，医药费未报销。',
                 'reviewers': [{'name': '赵国庆', 'post': '副苏木达'}], 'foundOn': 'TODAY', 'answerText': '原决定撤销，重新办理。'}""";
            case EMERGENCY_HELP ->
                """
                {'eventKind': 'FIRE', 'happenedAt': 'TODAYT02:00:00+08:00', 'factsText': '房屋起火，全家无处住。', 'approvedBy': '赵国庆',
                 'measures': [{'kind': 'HOUSING', 'description': '安置在嘎查活动室', 'department': 'VILLAGE', 'deliveredAt': 'TODAYT04:00:00+08:00'}],
                 'receivedBy': '王𬭎', 'paperworkOwed': ['AUTHORISATION', 'VISIT_FORM'], 'photoIds': ['PHOTO']}""";
            case PAPERWORK_RECEIPT ->
                """
                {'paper': 'AUTHORISATION', 'receivedOn': 'TODAY', 'takenBy': '李春花', 'photoIds': ['PHOTO']}""";
        };
    }

    /** Every member of a list of a form, for tests that change one. */
    public static JsonArray list(JsonObject form, String name) {
        return form.getJsonArray(name);
    }
}
