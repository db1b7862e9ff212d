/**
 * Photos and papers that belong to a report: made safe, described in a row, kept encrypted. It may not know who may see them; that is the
 * report's scope. Start reading at {@link org.fangpin110.attachment.PhotoProcessor}.
 */
package org.fangpin110.attachment;
