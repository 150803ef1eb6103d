package dev.coordinator.cli.certs;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "certs",
        description = {
            "Make a certificate authority, and certificates of nodes and clients by it.",
            "",
            "The authority is made once and used again. Of each, NAME.crt and NAME.key are",
            "written, ECDSA on P-256, for their owner alone. What is there is not replaced,",
            "unless --renew says so; the authority never is.",
        },
        footer = {
            "",
            "  coordctl certs pki --node n1=10.0.0.1,n1.example --node n2=10.0.0.2 \\",
            "    --node n3=10.0.0.3 --client ops",
            "  coordctl certs pki --renew",
            "",
            "Put ca.crt, NAME.crt and NAME.key on their machines, and keep ca.key off them:",
            "who has it can be any node and any client.",
        })
public final class CertsCommand implements Callable<Integer> {

    private static final int DAYS_A_YEAR = 365;
    private static final int MOST_DAYS = 100 * DAYS_A_YEAR;

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "Where the files are; made if it isn't there.")
    private Path path = Path.of("");

    @Option(
            names = "--node",
            paramLabel = "NAME=HOST,...",
            order = 1,
            description = "A node, and the names and addresses of its api and raft; may be repeated.")
    private List<String> nodes = List.of();

    @Option(
            names = "--client",
            paramLabel = "NAME",
            order = 2,
            description = "A client: a person or an application; may be repeated.")
    private List<String> clients = List.of();

    @Option(
            names = "--renew",
            order = 3,
            description = "Replace certificates and keys that are there; without --node and --client, those of all.")
    private boolean renew;

    @Option(
            names = "--days",
            paramLabel = "N",
            order = 4,
            description = "How long certificates are valid; ${DEFAULT-VALUE}.")
    private int days = DAYS_A_YEAR;

    @Option(
            names = "--ca-days",
            paramLabel = "N",
            order = 5,
            description = "How long a new authority is valid; ${DEFAULT-VALUE}.")
    private int authorityDays = 10 * DAYS_A_YEAR;

    @Option(names = "--ca-name", paramLabel = "TEXT", order = 6, description = "What a new authority is called.")
    private String authorityName = "Coordinator authority";

    public CertsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        requireDays("--days", days);
        requireDays("--ca-days", authorityDays);
        if (authorityName.isBlank() || authorityName.length() > 64) {
            throw new UsageError("--ca-name: must have 1 to 64 characters, and not only blanks.");
        }
        Folder folder = new Folder(path);
        try {
            List<Holder> holders = holders(folder);
            if (renew) {
                folder.requireAuthority();
            } else {
                requireNew(folder, holders);
            }
            issue(folder, holders);
            return ExitStatus.OK.code();
        } catch (FileAlreadyExistsException there) {
            invocation.complain(there.getFile() + " is there already. Nothing was done; --renew replaces it.");
        } catch (IOException | GeneralSecurityException failed) {
            invocation.complain("Certificates could not be made: " + failed.getMessage() + ".");
        }
        return ExitStatus.FAILED.code();
    }

    private List<Holder> holders(Folder folder) throws IOException {
        List<Holder> holders = new ArrayList<>();
        try {
            nodes.forEach(text -> holders.add(Holder.node(text)));
            clients.forEach(name -> holders.add(Holder.client(name)));
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ".");
        }
        Set<String> names = new HashSet<>();
        for (Holder holder : holders) {
            if (!names.add(holder.name())) {
                throw new UsageError("'" + holder.name() + "' is named twice.");
            }
        }
        if (holders.isEmpty() && renew) {
            folder.requireAuthority();
            return folder.holders();
        }
        if (holders.isEmpty()) {
            throw new UsageError("Say for whom: --node NAME=HOST,... or --client NAME; or --renew.");
        }
        return holders;
    }

    private static void requireNew(Folder folder, List<Holder> holders) throws FileAlreadyExistsException {
        for (Holder holder : holders) {
            if (folder.has(holder.name())) {
                throw new FileAlreadyExistsException(
                        folder.certificate(holder.name()).toString());
            }
        }
    }

    private void issue(Folder folder, List<Holder> holders) throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        CertsReport report = new CertsReport(invocation, folder);
        folder.make();
        Authority authority;
        if (folder.has(Folder.AUTHORITY)) {
            authority = folder.authority();
        } else {
            authority = Authority.found(authorityName, now, Duration.ofDays(authorityDays));
            folder.write(Folder.AUTHORITY, authority.certificate(), authority.key(), false);
            report.authority(authorityDays);
        }
        for (Holder holder : holders) {
            Authority.Issued issued = authority.issue(holder, now, Duration.ofDays(days));
            folder.write(holder.name(), issued.certificate(), issued.key(), renew);
            report.issued(holder, days);
        }
        report.end();
    }

    private static void requireDays(String option, int given) {
        if (given < 1 || given > MOST_DAYS) {
            throw new UsageError(option + ": must be from 1 to " + MOST_DAYS + ", not " + given + ".");
        }
    }
}
