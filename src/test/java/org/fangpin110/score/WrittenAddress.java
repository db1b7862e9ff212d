package org.fangpin110.score;

import java.util.Set;

/**
 * An address somebody might write, and what is right for it by construction.
 *
 * @param place the village meant; the county for {@link Expected#TRANSFER}, the township for {@link Expected#PERSON}
 * @param served what the installation serves
 */
record WrittenAddress(String kind, String text, Expected expected, String place, Set<String> served) {
    enum Expected {
        /** Everything needed is there: to that village. */
        ROUTE,
        /** To that village or to a person; never to another village. */
        ROUTE_OR_PERSON,
        /** Only a person can tell: no village is right. */
        PERSON,
        /** To the list for another county, or to a person. */
        TRANSFER
    }
}
