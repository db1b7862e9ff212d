package org.fangpin110.routing;

import java.util.Locale;

/** Why a report went where it went. Each has a sentence {@code routing.reason.<code>} in every language. */
public enum ReasonCode {
    /** {0} unit */
    SCAN_CODE,
    SCAN_CODE_UNREADABLE,
    SCAN_CODE_UNKNOWN,
    /** {0} unit */
    SCAN_CODE_NOT_A_VILLAGE,
    /** {0} unit */
    CHOSEN_UNIT,
    CHOSEN_UNIT_UNKNOWN,
    VILLAGE_UNKNOWN_TO_REPORTER,
    /** {0} old code, {1} new unit */
    CODE_RETIRED,
    /** {0} unit */
    OUTSIDE_SERVED_AREA,
    /** {0} scanned unit, {1} unit in the text */
    SCAN_TEXT_CONFLICT,
    /** {0} scanned unit, {1} chosen unit */
    SCAN_CHOICE_CONFLICT,
    /** {0} chosen unit, {1} unit in the text */
    CHOICE_TEXT_CONFLICT,
    /** {0} unit */
    TEXT_VILLAGE,
    /** {0} unit */
    TEXT_VILLAGE_OTHER_SUFFIX,
    /** {0} unit */
    TEXT_VILLAGE_ALIAS,
    /** {0} unit */
    TEXT_VILLAGE_SPELLING,
    /** {0} unit */
    TEXT_VILLAGE_ONLY,
    /** {0} unit */
    TEXT_TOWNSHIP,
    /** {0} unit */
    TEXT_TOWNSHIP_SPELLING,
    TEXT_TOWNSHIP_UNKNOWN,
    /** {0} unit */
    TEXT_BANNER,
    TEXT_EMPTY,
    TEXT_WITHOUT_PLACE,
    TEXT_OTHER_PLACE_SET_ASIDE,
    TEXT_SEVERAL_HOMES,
    /** {0} place */
    OTHER_COUNTY_NAMED,
    /** {0} place */
    OTHER_COUNTY_BESIDE_LOCAL,
    /** {0} township */
    TOWNSHIP_OF_OTHER_COUNTY,
    COUNTY_UNKNOWN,
    /** {0} township, {1} village */
    TOWNSHIP_VILLAGE_MISMATCH,
    /** {0} number of candidates */
    VILLAGE_AMBIGUOUS,
    COMMUNITY_OR_VILLAGE,
    VILLAGE_MISSING,
    TOWNSHIP_MISSING,
    /** {0} unit */
    HOUSEHOLD_REGISTERED,
    /** {0} unit */
    HOUSEHOLD_EARLIER_CASE,
    /** {0} unit */
    HOUSEHOLD_ELSEWHERE,
    /** {0} hukou village, {1} residence */
    SPLIT_RESIDENCE_DECIDES,
    /** {0} hukou village, {1} residence */
    SPLIT_HUKOU_DECIDES,
    /** {0} hukou village, {1} residence */
    SPLIT_URGENT,
    /** {0} unit */
    POSITION_BREAKS_TIE,
    /** {0} unit */
    POSITION_NEAREST,
    POSITION_UNCLEAR,
    /** {0} unit */
    UNIT_NOT_ROUTABLE;

    /** scan-code, text-village …: what is stored and what the message keys end in. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String messageKey() {
        return "routing.reason." + code();
    }
}
