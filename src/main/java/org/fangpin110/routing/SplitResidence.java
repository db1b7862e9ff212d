package org.fangpin110.routing;

/**
 * 人户分离: the registry has a household in one village and the report clearly names another. Both get a link to the case; this says
 * which of them owns it, the other one helps.
 */
public enum SplitResidence {
    /** The village the report names owns the case; the hukou village helps. */
    RESIDENCE_DECIDES,
    /** The hukou village owns the case, as some provinces rule, and the residence helps; but urgent help stays with the residence. */
    HUKOU_DECIDES
}
