/**
 * Backups: the state after one log entry as records, and those as a file.
 *
 * <p>A backup is read whole or refused: nothing is skipped, and nothing that follows from it is done before its end was
 * seen. The format is docs/backup.md.
 *
 * <p><b>May import</b> {@code journal}, {@code replication} and {@code lease}, and nothing of the rest of {@code api}.
 */
@NullMarked
package dev.coordinator.server.api.backup;

import org.jspecify.annotations.NullMarked;
