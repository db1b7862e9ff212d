package org.fangpin110.support;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Every run tries the same examples, so that a failure repeats itself. {@code -Dproperties.seed=7} tries others,
 * {@code -Dproperties.times=20} twenty times as many.
 */
public final class Seeded implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyAttributes attributes = context.attributes();
        attributes.setSeed(System.getProperty("properties.seed", "110"));
        int times = Integer.getInteger("properties.times", 1);
        attributes.tries().filter(tries -> tries > 1).ifPresent(tries -> attributes.setTries(tries * times));
        return property.execute();
    }

    @Override
    public int aroundPropertyProximity() {
        return -100; // outermost, as jqwik's own defaults are: settings come before the run
    }
}
