package dev.coordinator.server.node;

import picocli.CommandLine;

/** The version of the software, as the build wrote it into the jar. */
final class ServerVersion implements CommandLine.IVersionProvider {

    /** The release, or what it is called while it is being made. */
    static String current() {
        String written = ServerVersion.class.getPackage().getImplementationVersion();
        return written == null ? "unreleased" : written;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"coordinator-server " + current()};
    }
}
