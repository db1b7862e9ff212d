package org.fangpin110.matching;

import java.util.Optional;

/**
 * What a report or case can be recognised by, as blind indexes: equal values have equal indexes, and nothing else can be
 * read from them.
 *
 * @param person of the ID number, when there is a checked one
 * @param phone of the contact phone
 * @param nameAndUnit of the name within the owning village; absent where the village is unclear
 */
public record Indexes(Optional<IndexKey> person, Optional<IndexKey> phone, Optional<IndexKey> nameAndUnit) {}
