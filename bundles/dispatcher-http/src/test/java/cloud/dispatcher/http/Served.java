package cloud.dispatcher.http;

import cloud.dispatcher.api.StartException;
import cloud.dispatcher.http.rest.OpenApi;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.ServerViews;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The API on a real Jetty and a real port of loopback, before services in memory. */
final class Served implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final FakeKeys keys = new FakeKeys();
    final FakeEvents events = new FakeEvents();
    final FakeOperations operations = new FakeOperations(keys, events);
    final FakeAccounts accounts = new FakeAccounts(keys);
    final FakeServers servers = new FakeServers();
    final FakeStatus status = new FakeStatus();
    final ServerViews observed = new ServerViews();
    final Configuration configuration;
    final Traffic traffic;
    final Port port;
    final HttpClient client = HttpClient.newHttpClient();
    List<Route> routes = List.of();
    private final Server server;
    private final AdminToken token;
    private OpenApiContract contract;
    private final Path folder;

    private Served(Settings settings, Path folder) throws Exception {
        this.folder = folder;
        configuration = new Configuration(settings);
        traffic = new Traffic(events, operations, Duration.ofMillis(200));
        token = new AdminToken(configuration);
        token.start();
        server = server();
        port = new Port(configuration, traffic);
        port.start();
        port.addServer(new StartedServer(server));
    }

    static Served open() {
        return open(UnaryOperator.identity());
    }

    /** With other settings than the usual ones. */
    static Served open(UnaryOperator<Settings> change) {
        try {
            var served = closed(change);
            served.port.open();
            return served;
        } catch (StartException e) {
            throw new AssertionError(e);
        }
    }

    static Served closed(UnaryOperator<Settings> change) {
        try {
            var folder = Files.createTempDirectory("served");
            var usual = new Settings(
                    0,
                    "127.0.0.1",
                    1 << 20,
                    16 << 10,
                    1_000,
                    Duration.ofSeconds(5),
                    500,
                    folder.resolve("var/admin.token"));
            return new Served(change.apply(usual), folder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Another Jetty with the same routes, as Pax Web builds one. */
    Server server() throws Exception {
        var jetty = new Server();
        var context = new ServletContextHandler("/");
        var api = new Api(
                new StartedServer(jetty),
                configuration,
                token,
                traffic,
                operations,
                servers,
                accounts,
                events,
                status,
                status,
                observed);
        routes = api.routes();
        var holder = new ServletHolder(api);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        jetty.setHandler(context);
        jetty.setErrorHandler(new ServerErrors());
        jetty.start();
        return jetty;
    }

    StartedServer started() {
        return new StartedServer(server);
    }

    String token() {
        try {
            return Files.readString(configuration.settings().tokenFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        var summary = port.summary().split(";")[0];
        return Integer.parseInt(summary.substring(summary.lastIndexOf(':') + 1));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number() + path))
                .header("Authorization", "Bearer " + token())
                .timeout(Duration.ofSeconds(20));
    }

    /** Whatever is answered must be what the OpenAPI document says of it. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        var response = sendUnchecked(request);
        contract().holds(response);
        return response;
    }

    /** For answers that no real service gives at this address. */
    HttpResponse<String> sendUnchecked(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized OpenApiContract contract() {
        if (contract == null) {
            contract = new OpenApiContract(OpenApi.document(routes));
        }
        return contract;
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return change("POST", path, body, headers);
    }

    HttpResponse<String> change(String method, String path, String body, String... headers) {
        var request =
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            port.stop();
            traffic.close();
            server.stop();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
