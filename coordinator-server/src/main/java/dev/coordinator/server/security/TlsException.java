package dev.coordinator.server.security;

import java.io.IOException;

/** Material that can't be used. The message names the setting, the file, what is wrong and what to do; never a secret. */
public final class TlsException extends IOException {

    TlsException(NamedFile file, String why) {
        super(file + ": " + why);
    }

    TlsException(String why, Throwable cause) {
        super(why, cause);
    }
}
