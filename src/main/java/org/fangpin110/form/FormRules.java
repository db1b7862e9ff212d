package org.fangpin110.form;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;

/** Which rules across fields a form has; each rule is a named method that says what must hold. */
final class FormRules {
    /** One rule. The data have the right shape and each field is right by itself. */
    interface Rule {
        void check(JsonObject data, LocalDate today, FormFaults faults);
    }

    private FormRules() {}

    static List<Rule> of(FormCode code) {
        return switch (code) {
            case AUTHORISATION ->
                List.of(
                        HouseholdRules::everyMemberIsListed,
                        HouseholdRules::everyAdultSigns,
                        HouseholdRules::everySignatureIsProved,
                        HouseholdRules::everyChildHasAGuardian);
            case VISIT_FORM ->
                List.of(
                        HouseholdRules::twoPeopleVisit,
                        HouseholdRules::everyMemberIsListed,
                        IncomeRules::incomeAddsUp,
                        IncomeRules::spendingAddsUp,
                        IncomeRules::incomeIsOfTwelveMonths,
                        HouseholdRules::whatIsNotSecuredIsDescribed,
                        HouseholdRules::risksDiffer,
                        HouseholdRules::anEventHasItsDay);
            case CHECK_CONCLUSION ->
                List.of(
                        HouseholdRules::nobodyIsCountedTwice,
                        IncomeRules::perHeadIsShared,
                        HouseholdRules::whatIsNotSecuredIsDescribed,
                        HouseholdRules::risksDiffer,
                        HouseholdRules::whatDiffersIsExplained,
                        HearingRules::aProposalNamesTheClass);
            case REVIEW_MINUTES ->
                List.of(
                        HearingRules::votesAddUp,
                        HearingRules::representativesAreEnough,
                        HearingRules::theMajorityDecides,
                        HearingRules::attendeesAreThosePresent);
            case NOTICE_REMOVAL ->
                List.of(HearingRules::takenDownAfterPosting, HearingRules::objectionsMatchTheOutcome);
            case DECISION -> List.of(HearingRules::aDecisionNamesTheClass, HearingRules::aLevelHasItsReason);
            case NATIONAL_ENTRY -> List.of(HearingRules::theClassIsAMonitoredOne);
            case HELP_PLAN ->
                List.of(
                        HelpRules::helpSuitsTheLabour,
                        HelpRules::amountsArePositive,
                        HelpRules::aSafetyNetIsNamed,
                        HelpRules::measuresEndAfterTheyBegin);
            case MEASURE -> List.of(HelpRules::theAmountIsPositive, HelpRules::theSafetyNetIsNamed);
            case EMERGENCY_HELP -> List.of(HelpRules::amountsArePositive);
            case FOLLOW_UP_VISIT ->
                List.of(
                        HouseholdRules::visitorsDiffer,
                        HouseholdRules::whatIsNotSecuredIsDescribed,
                        HelpRules::aNewRiskIsDescribed);
            case ELIMINATION_VISIT ->
                List.of(
                        HouseholdRules::twoPeopleVisit,
                        HouseholdRules::everyMemberIsListed,
                        IncomeRules::incomeAddsUp,
                        IncomeRules::spendingAddsUp,
                        IncomeRules::incomeIsOfTwelveMonths,
                        HouseholdRules::whatIsNotSecuredIsDescribed);
            case ELIMINATION_CONCLUSION ->
                List.of(
                        HouseholdRules::nobodyIsCountedTwice,
                        IncomeRules::perHeadIsShared,
                        HouseholdRules::whatIsNotSecuredIsDescribed,
                        HouseholdRules::whatDiffersIsExplained,
                        HelpRules::eliminationMeetsItsConditions,
                        HelpRules::eliminationHasItsKind);
            case REFUSAL -> List.of(HearingRules::theHouseholdWasHeard);
            case CONTACT_ATTEMPTS -> List.of(HearingRules::attemptsLieApart);
            case OBJECTION -> List.of(HearingRules::whoObjectsIsNamed);
            case OBJECTION_FINDING -> List.of(HearingRules::twoPeopleInvestigate);
            case NOTICE_POSTING, AUDIT_OPINION, ANNOUNCEMENT, REWORK_ORDER, APPEAL_FINDING, PAPERWORK_RECEIPT ->
                List.of();
        };
    }
}
