package dev.coordinator.server.api.http;

import java.util.List;

/** The small page at {@code /}: every route, and what it is for. */
final class ApiPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Coordinator: HTTP API</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
            code, pre { font: 14px/1.5 ui-monospace, monospace }
            pre { padding: 1rem; overflow-x: auto; border: 1px solid; border-radius: .3rem }
            table { border-collapse: collapse; width: 100% }
            td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8886 }
            </style>
            </head>
            <body>
            <h1>Coordinator: HTTP API</h1>
            <p>Keeps exactly one primary among the instances of an application. A whole check-in:</p>
            <pre>curl -X POST http://HOST:PORT/v1/pools/billing/instances/a:checkIn</pre>
            <p>Check in again within <code>nextCheckInMs</code>. You are primary while <code>role</code> is
            <code>ROLE_PRIMARY</code>, for <code>leaseValidMs</code> counted from before you sent the request. Machines read
            <a href="/openapi.json">openapi.json</a>.</p>
            <table>
            <tr><th>Request</th><th></th></tr>
            """;

    private ApiPage() {}

    static String html(List<Rpc> rpcs, List<Probe> probes, Comments comments) {
        StringBuilder page = new StringBuilder(HEAD);
        rpcs.forEach(rpc -> page.append(row(rpc, comments.of(rpc.described().getFullName()))));
        probes.forEach(probe -> page.append(row(probe.rpc(), probe.comment())));
        return page.append("</table>\n</body>\n</html>\n").toString();
    }

    private static String row(Rpc rpc, String comment) {
        return "<tr><td><code>" + rpc.http() + ' ' + escaped(rpc.path().toString()) + "</code></td><td>"
                + escaped(Sentences.first(comment)) + ".</td></tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
