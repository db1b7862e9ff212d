package org.fangpin110.form;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.fangpin110.platform.problem.FieldError;

/** Rules about money: what is added up on paper adds up here. Faults are {@link FieldError}s. */
final class IncomeRules {
    private static final List<String> KINDS =
            List.of("wageIncome", "businessIncome", "propertyIncome", "transferIncome");
    private static final List<String> SPENDING = List.of(
            "medicalSpending",
            "schoolSpending",
            "housingSpending",
            "disasterSpending",
            "careSpending",
            "otherSpending");

    /** Per head may be written in whole yuan. */
    private static final BigDecimal ROUNDED = BigDecimal.ONE;

    private IncomeRules() {}

    static void incomeAddsUp(JsonObject data, LocalDate today, FormFaults faults) {
        if (sum(data, KINDS).compareTo(amount(data, "grossIncome")) != 0) {
            faults.fault("/grossIncome", "gross-income-differs");
        }
        BigDecimal net = amount(data, "grossIncome").subtract(amount(data, "businessCost"));
        if (net.compareTo(amount(data, "netIncome")) != 0) {
            faults.fault("/netIncome", "net-income-differs");
        }
        perHeadIsShared(data, today, faults);
    }

    static void perHeadIsShared(JsonObject data, LocalDate today, FormFaults faults) {
        BigDecimal people = BigDecimal.valueOf(data.getInteger("householdSize"));
        BigDecimal share = amount(data, "netIncome").divide(people, 2, RoundingMode.HALF_UP);
        if (share.subtract(amount(data, "netIncomePerHead")).abs().compareTo(ROUNDED) > 0) {
            faults.fault("/netIncomePerHead", "per-head-differs");
        }
    }

    static void spendingAddsUp(JsonObject data, LocalDate today, FormFaults faults) {
        if (sum(data, SPENDING).compareTo(amount(data, "rigidSpending")) != 0) {
            faults.fault("/rigidSpending", "rigid-spending-differs");
        }
    }

    /** From the first to the last day of a year, give or take the days of a month's end. */
    static void incomeIsOfTwelveMonths(JsonObject data, LocalDate today, FormFaults faults) {
        LocalDate from = LocalDate.parse(data.getString("incomeFrom"));
        LocalDate to = LocalDate.parse(data.getString("incomeTo"));
        LocalDate year = from.plusYears(1);
        if (to.isBefore(year.minusDays(3)) || to.isAfter(year.plusDays(3))) {
            faults.fault("/incomeTo", "period-not-a-year");
        }
    }

    static BigDecimal amount(JsonObject data, String field) {
        return FieldChecks.decimal(data.getValue(field));
    }

    private static BigDecimal sum(JsonObject data, List<String> fields) {
        return fields.stream().map(field -> amount(data, field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
