/**
 * The benchmark {@code mvn -Pbench verify}: submit beside pgbench and a bare hello, the cost of the path, queue pages,
 * start ({@link SubmitBenchmark}); whole lives of cases on an empty and on a full database ({@link LifecycleBenchmark}); waves
 * of reports ({@link SpikeBenchmark}). Each runs alone with {@code -Dit.test=}. Timings are reported, never judged; lost rows and sequential scans fail.
 */
package org.fangpin110.bench;
