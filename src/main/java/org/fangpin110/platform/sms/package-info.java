/**
 * What every SMS provider looks like to the rest of the house, and how long a message is in billed pieces.
 * Knows neither reports nor when a message may be sent. A provider is one class that implements
 * {@link org.fangpin110.platform.sms.SmsProvider}; start reading there.
 */
package org.fangpin110.platform.sms;
