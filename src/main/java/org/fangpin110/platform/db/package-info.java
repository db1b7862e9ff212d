/**
 * The database: the embedded server, migrations, ids, and what failures mean. Knows no table of the business; start at
 * {@code EmbeddedPostgres}.
 */
package org.fangpin110.platform.db;
