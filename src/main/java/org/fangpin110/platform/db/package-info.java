/**
 * The PostgreSQL behind the application: starts one of our own when none is configured, and brings a schema up to date.
 * Knows nothing of tables, reports or Vert.x; everything here blocks and belongs before the first event loop.
 * Start reading at {@link org.fangpin110.platform.db.EmbeddedPostgres}, then {@code Postmaster}; schemas: {@code Migrations}.
 */
package org.fangpin110.platform.db;
