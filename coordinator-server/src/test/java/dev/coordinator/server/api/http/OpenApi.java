package dev.coordinator.server.api.http;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.coordinator.v1.Primary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The description of the HTTP API, made from the routes, the messages and their comments. */
final class OpenApi {

    private final Comments comments;
    private final Schemas schemas;

    OpenApi(Comments comments) {
        this.comments = comments;
        this.schemas = new Schemas(comments);
    }

    /** The whole document, indented, with a line's end at its end. */
    String document(List<Rpc> rpcs, List<Probe> probes) {
        JsonObject paths = new JsonObject();
        rpcs.forEach(rpc -> add(
                paths,
                rpc,
                operation(
                        rpc,
                        rpc.described().getName(),
                        comments.of(rpc.described().getFullName()))));
        probes.forEach(probe -> add(paths, probe.rpc(), operation(probe)));
        JsonObject info = object("title", "Coordinator");
        info.addProperty("version", "v1");
        info.addProperty(
                "description",
                "Keeps exactly one primary among the instances of an application. The JSON form of the API; see docs/http.md.");
        JsonObject license = object("name", "Apache-2.0");
        license.addProperty("identifier", "Apache-2.0");
        info.add("license", license);
        JsonObject document = object("openapi", "3.1.0");
        document.add("info", info);
        JsonArray servers = new JsonArray();
        servers.add(object("url", "/"));
        document.add("servers", servers);
        JsonArray security = new JsonArray();
        security.add(new JsonObject());
        document.add("security", security);
        document.add("tags", tags(rpcs));
        document.add("paths", paths);
        JsonObject components = new JsonObject();
        components.add("schemas", schemas.all());
        document.add("components", components);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(document)
                + "\n";
    }

    private static void add(JsonObject paths, Rpc rpc, JsonObject operation) {
        String path = rpc.path().toString();
        JsonObject item = paths.has(path) ? paths.getAsJsonObject(path) : new JsonObject();
        item.add(rpc.http().name().toLowerCase(Locale.ROOT), operation);
        paths.add(path, item);
    }

    private JsonObject operation(Probe probe) {
        JsonObject operation = operation(probe.rpc(), probe.name(), probe.comment());
        if (probe.redirects()) {
            JsonObject schema = object("type", "string");
            schema.add("enum", strings(Probe.SCHEMES.stream().sorted()));
            operation
                    .getAsJsonArray("parameters")
                    .add(parameter(
                            Probe.REDIRECT,
                            "query",
                            "Answers 307 to the primary's address, with this scheme.",
                            schema));
            JsonObject responses = operation.getAsJsonObject("responses");
            JsonObject good = object("description", "The primary.");
            good.add("content", json(schemas.message(Primary.getDescriptor())));
            responses.add("200", good);
            responses.add("307", object("description", "Where the primary is."));
        }
        return operation;
    }

    private JsonArray tags(List<Rpc> rpcs) {
        JsonArray tags = new JsonArray();
        rpcs.stream().map(rpc -> rpc.described().getService()).distinct().forEach(service -> {
            JsonObject tag = object("name", service.getName());
            tag.addProperty("description", comments.of(service.getFullName()));
            tags.add(tag);
        });
        return tags;
    }

    private JsonObject operation(Rpc rpc, String name, String comment) {
        JsonObject operation = object("operationId", name);
        operation.addProperty("summary", Sentences.first(comment));
        operation.addProperty("description", comment);
        JsonArray tags = new JsonArray();
        tags.add(rpc.described().getService().getName());
        operation.add("tags", tags);
        JsonArray parameters = parameters(rpc);
        if (!parameters.isEmpty()) {
            operation.add("parameters", parameters);
        }
        if (rpc.takesBody()) {
            operation.add("requestBody", requestBody(rpc));
        }
        operation.add("responses", responses(rpc));
        return operation;
    }

    private JsonArray parameters(Rpc rpc) {
        JsonArray parameters = new JsonArray();
        rpc.pathFields().forEach(field -> parameters.add(parameter(field, field.getName(), "path")));
        rpc.queryFields().forEach(field -> parameters.add(parameter(field, field.getJsonName(), "query")));
        if (rpc.isCheckIn()) {
            JsonObject schema = object("type", "string");
            schema.addProperty("pattern", WaitTime.PATTERN);
            parameters.add(parameter(
                    WaitTime.PARAMETER,
                    "query",
                    "How long the answer may wait for news, such as 25s, at most 60s.",
                    schema));
        }
        if (rpc.isStream()) {
            parameters.add(parameter(
                    WatchAction.LAST_EVENT_ID,
                    "header",
                    "The id of the last event received; goes over cursor.",
                    object("type", "string")));
        }
        return parameters;
    }

    private static JsonObject parameter(String name, String in, String description, JsonObject schema) {
        JsonObject parameter = object("name", name);
        parameter.addProperty("in", in);
        parameter.addProperty("required", false);
        parameter.addProperty("description", description);
        parameter.add("schema", schema);
        return parameter;
    }

    private JsonObject parameter(FieldDescriptor field, String name, String in) {
        JsonObject parameter = object("name", name);
        parameter.addProperty("in", in);
        parameter.addProperty("required", in.equals("path"));
        parameter.addProperty("description", comments.of(field.getFullName()));
        parameter.add("schema", schemas.value(field, true));
        return parameter;
    }

    private JsonObject requestBody(Rpc rpc) {
        Descriptor type = rpc.bodyField()
                .map(FieldDescriptor::getMessageType)
                .orElse(rpc.described().getInputType());
        List<FieldDescriptor> elsewhere = rpc.bodyField().isPresent() ? List.of() : rpc.pathFields();
        JsonObject body = new JsonObject();
        body.addProperty("required", false);
        body.add("content", json(schemas.request(type, elsewhere)));
        return body;
    }

    private JsonObject responses(Rpc rpc) {
        Descriptor type = rpc.described().getOutputType();
        JsonObject good = object("description", comments.of(type.getFullName()));
        good.add("content", rpc.isStream() ? events(schemas.message(type)) : json(schemas.message(type)));
        JsonObject bad = object("description", "Why there is no other answer; docs/http.md has the table of codes.");
        bad.add("content", json(schemas.status()));
        JsonObject responses = new JsonObject();
        responses.add("200", good);
        responses.add("default", bad);
        return responses;
    }

    private static JsonObject json(JsonObject schema) {
        JsonObject media = new JsonObject();
        media.add("schema", schema);
        JsonObject content = new JsonObject();
        content.add("application/json", media);
        return content;
    }

    private static JsonObject events(JsonObject data) {
        JsonObject schema = object("type", "string");
        schema.addProperty(
                "description",
                "Server-sent events; id is the cursor, event is what the message has, data is "
                        + data.get("$ref").getAsString()
                        + " as JSON on one line. An event named failure has why it ends.");
        JsonObject media = new JsonObject();
        media.add("schema", schema);
        JsonObject content = new JsonObject();
        content.add("text/event-stream", media);
        return content;
    }

    static JsonObject object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    static JsonArray strings(Stream<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
