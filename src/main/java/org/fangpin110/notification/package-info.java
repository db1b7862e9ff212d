/**
 * Door outward: tells residents each step by WeChat, else by SMS, else by a phone-call task, and keeps the ledger of what
 * they let us tell. Decides nothing about cases; start at {@link Notifier}, then {@link ReplyLadder}.
 */
package org.fangpin110.notification;
