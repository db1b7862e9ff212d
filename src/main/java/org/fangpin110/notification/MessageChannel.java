package org.fangpin110.notification;

/** How a resident is told, in the order of trying. */
enum MessageChannel {
    WECHAT,
    SMS,
    /** Work for the village: call, and record that somebody answered. */
    CALL_TASK
}
