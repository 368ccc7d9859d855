package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What a database's error means to people. */
final class Problem {
    static final int PRIMARY = 0xff;

    private Problem() {}

    /** @param what was not possible, the beginning of a sentence: "The store cannot write" */
    static StoreException of(String what, Path file, SQLException e) {
        return new StoreException(what + ": " + reason(file, e), e);
    }

    /** Whether what was written is to blame, not the database: the transaction is as it was before the statement. */
    static boolean isOfOneRow(SQLException e) {
        var code = code(e);
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || code == SQLiteErrorCode.SQLITE_TOOBIG.code
                || code == SQLiteErrorCode.SQLITE_MISMATCH.code;
    }

    private static String reason(Path file, SQLException e) {
        var code = code(e);
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full. Make room where " + file + " lies; it goes on by itself.";
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return file + " cannot be written. Check its owner, its mode and how its disk is mounted.";
        }
        if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
            return "the disk of " + file + " reports an I/O error. Look at the system's log.";
        }
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return file + " cannot be opened. Check its directory, its owner and its mode.";
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return file + " is damaged. Restore it from the backup, together with the keys.";
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another program holds " + file + " locked. End it.";
        }
        return String.valueOf(e.getMessage());
    }

    /** SQLite's primary code; the extended ones carry it in their low byte. */
    private static int code(SQLException e) {
        return e.getErrorCode() & PRIMARY;
    }
}
