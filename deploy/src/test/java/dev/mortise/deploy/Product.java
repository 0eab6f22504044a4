package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One unpacked distribution with settings, ports and a directory of its own; its processes end with it. */
final class Product implements AutoCloseable {

    /** Generous: two cores may be shared with other work. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path DISTRIBUTION = Path.of(property("mortise.distribution"));

    private final Path directory;
    private final Ports ports;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Optional<String> token = Optional.empty();
    private Optional<Path> certificate = Optional.empty();

    private Product(Path directory, Ports ports) {
        this.directory = directory;
        this.ports = ports;
    }

    /** The repository whose scripts and clients are tested. */
    static Path repository() {
        return Path.of(property("mortise.repository"));
    }

    /** Shipped settings on free ports. */
    static Product unpackedIn(Path directory) throws IOException {
        Product product = new Product(directory, Ports.claimed(DISTRIBUTION.resolve("conf")));
        Files.createDirectories(directory.resolve("conf/schema"));
        for (String file : List.of("plant.yaml", "nvl72.yaml", "mortise.yaml")) {
            String text = Files.readString(DISTRIBUTION.resolve("conf").resolve(file));
            Files.writeString(directory.resolve("conf").resolve(file), Ports.moved(text, product.prefix()));
        }
        return product;
    }

    /** Two of each tray, shelf and cartridge instead of 39: the same plan in a fraction of the time. */
    Product withSmallRacks() throws IOException {
        return edited("nvl72.yaml", "count: (18|9|8|4), first_position", "count: 2, first_position")
                .edited("nvl72.yaml", "quantity: (18|9|8|4),", "quantity: 2,")
                .edited("nvl72.yaml", "low: 27, high: 27", "low: 4, high: 4");
    }

    /** A key for each robot, which plant and controller read from the same file. */
    Product withKeys() throws IOException {
        RobotKeys.made(directory.resolve("conf/plant.yaml"));
        return edited("plant.yaml", "port: (\\d+), cycle_us", "key_file: $1.key, port: $1, cycle_us");
    }

    /** A settings file with every match of a pattern replaced; a pattern without a match is a test gone stale. */
    Product edited(String file, String pattern, String replacement) throws IOException {
        Path path = directory.resolve("conf").resolve(file);
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(path));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        Files.writeString(path, matcher.reset().replaceAll(replacement));
        return this;
    }

    /** The section of the plant server, with the marks before its lines taken away. */
    Product withPlantServer() throws IOException {
        return edited("mortise.yaml", "(?m)^# plant_server:", "plant_server:")
                .edited("mortise.yaml", "(?m)^#   (bind: 127|port: |directory: plant-server)", "  $1");
    }

    /** A door at which everybody logs in, and a user of each role whose name is the role. */
    Product withLogIn(String password) throws IOException {
        edited("mortise.yaml", "access: open", "access: login");
        for (String role : List.of("viewer", "operator", "maintenance", "engineer")) {
            Ran set = mortiseReading(
                    password,
                    List.of(
                            "user",
                            "set",
                            role,
                            "--role",
                            role,
                            "--config",
                            settings().toString()));
            assertThat(set.exitCode()).as(set.output()).isZero();
        }
        return this;
    }

    /** The same behind TLS, for the command line; key and certificate are made at the first start. */
    Product withTls() throws IOException {
        certificate = Optional.of(directory.resolve("conf/access/http-certificate.pem"));
        return edited("mortise.yaml", "access: open", "access: login\n  tls: true");
    }

    /** {@link #get} asks in this person's name from now on, and so does the command line. */
    void logIn(String name, String password) throws IOException {
        Ran ran = mortiseReading(password, List.of("login", "--user", name, "--password-stdin", "--url", url()));
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        try (Stream<Path> kept = Files.list(directory.resolve("home/mortise"))) {
            token = Optional.of(
                    Files.readAllLines(kept.findFirst().orElseThrow()).get(1));
        }
    }

    /** PostgreSQL instead of the embedded store: settings and nothing else. */
    Product on(Database database) throws IOException {
        return edited("mortise.yaml", "  directory: store", Matcher.quoteReplacement(database.settings()));
    }

    /** Another Java than the one that runs the tests. */
    Product on(Path java) {
        environment.put("MORTISE_JAVA", java.toString());
        return this;
    }

    /** More flags for the virtual machines of all programs. */
    Product withJavaOptions(String options) {
        environment.put("MORTISE_JAVA_OPTS", options);
        return this;
    }

    int prefix() {
        return ports.prefix();
    }

    Path ledger() {
        return directory.resolve("ledger.jsonl");
    }

    Path plant() {
        return directory.resolve("conf/plant.yaml");
    }

    Path settings() {
        return directory.resolve("conf/mortise.yaml");
    }

    String plcEndpoint(int number, String cell) {
        return "opc.tcp://127.0.0.1:" + prefix() + "4%02d/".formatted(number) + cell;
    }

    Process startPlant(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--plant", plant().toString(), "--speed", "14400", "--seed", "7", "--ledger", ledger().toString()));
        arguments.addAll(Arrays.asList(more));
        return start("robot-sim", arguments, Map.of());
    }

    Process startController() throws IOException {
        return startController("mortise.yaml", Map.of());
    }

    /** By another settings file, with more in its environment. */
    Process startController(String file, Map<String, String> more) throws IOException {
        String config = settings().resolveSibling(file).toString();
        return start("mortise", List.of("run", "--config", config), more);
    }

    private Process start(String program, List<String> arguments, Map<String, String> more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(DISTRIBUTION.resolve("bin").resolve(program).toString()));
        command.addAll(arguments);
        Path log = Files.createTempFile(directory, program, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        Process process = builder.start();
        processes.add(process);
        Awaitility.await(program + " is ready: " + log).atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> program + " ended: " + read(log))
                    .isTrue();
            return read(log).lines().anyMatch(line -> line.startsWith(program + " ready"));
        });
        return process;
    }

    /** One command of the command line; its exit code and what it printed. */
    Ran mortise(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(DISTRIBUTION.resolve("bin/mortise").toString()));
        command.addAll(Arrays.asList(arguments));
        return Ran.of(new ProcessBuilder(command), environment("MORTISE_URL", url()));
    }

    /** The same with this on its standard input, and without a running controller in mind. */
    Ran mortiseReading(String input, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(DISTRIBUTION.resolve("bin/mortise").toString()));
        command.addAll(arguments);
        Path file = Files.writeString(directory.resolve("input"), input + "\n");
        return Ran.of(new ProcessBuilder(command).redirectInput(file.toFile()), environment());
    }

    /** The command line's: where it keeps sessions, and whom it trusts. */
    private String[] environment(String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(more));
        all.addAll(List.of("XDG_CONFIG_HOME", directory.resolve("home").toString()));
        all.addAll(
                List.of("MORTISE_CERTIFICATE", certificate.map(Path::toString).orElse("")));
        return all.toArray(String[]::new);
    }

    String url() {
        return (certificate.isPresent() ? "https" : "http") + "://127.0.0.1:" + prefix() + "480";
    }

    JsonNode get(String path) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
            token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The record of a rack, as an outsider keeps it. */
    Path recordOf(String rack) throws IOException {
        Path file = directory.resolve(rack + ".json");
        assertThat(mortise("record", rack, "--json", "--out", file.toString()).exitCode())
                .isZero();
        return file;
    }

    static void stop(Process process) {
        process.destroy();
        awaitEnd(process);
    }

    static void kill(Process process) {
        process.destroyForcibly();
        awaitEnd(process);
    }

    private static void awaitEnd(Process process) {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("a process ends when it is told to")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        processes.forEach(Product::kill);
        ports.close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        assertThat(value)
                .as("system property " + name + ": run deploy/test system")
                .isNotBlank();
        return value;
    }
}
