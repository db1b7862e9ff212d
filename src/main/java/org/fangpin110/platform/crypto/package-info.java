/**
 * Keys, field encryption, blind indexes and password hashes. It knows nothing of reports, tables or HTTP, and of Vert.x only the worker
 * pool that passwords need. Start reading at {@link org.fangpin110.platform.crypto.MasterKey}, from which every other key is derived.
 */
package org.fangpin110.platform.crypto;
