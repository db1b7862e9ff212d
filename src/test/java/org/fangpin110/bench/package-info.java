/**
 * The benchmark {@code mvn -Pbench verify}: submit beside pgbench and a bare hello, the cost of the path, queue pages,
 * start. Start at {@link SubmitBenchmark}. Timings are reported, never judged; lost rows and sequential scans fail.
 */
package org.fangpin110.bench;
