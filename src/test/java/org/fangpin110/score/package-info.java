/**
 * How good and how dear the decisions are: {@code mvn -Pscore verify}. Plays labelled reports through the real server,
 * writes addresses in ways nobody listed and routes them, and measures CPU and memory. Start reading at
 * {@link org.fangpin110.score.Score}.
 */
package org.fangpin110.score;
