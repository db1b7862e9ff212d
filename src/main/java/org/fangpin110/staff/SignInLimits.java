package org.fangpin110.staff;

import java.time.Duration;

/**
 * @param attempts wrong passwords in a row before an account is locked
 * @param lock for how long
 */
public record SignInLimits(int attempts, Duration lock) {}
