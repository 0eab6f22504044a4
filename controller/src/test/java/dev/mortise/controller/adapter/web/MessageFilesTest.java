package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.Permissives;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.history.Entry;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.oee.Loss;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.protocol.realtime.v1.SessionState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** The pages speak each language completely, and say nothing that nobody reads. */
class MessageFilesTest {

    /** Anything in quotes that is shaped like a key is one; files are not. */
    private static final Pattern KEY = Pattern.compile("['\"]([a-z-]+\\.[a-zA-Z-]+)['\"]");

    private static final Set<String> FILES = Set.of("alarms.csv", "languages.json");

    /** A script that asks for words with a key that is put together: such a key is found by nobody. */
    private static final Pattern MADE_UP = Pattern.compile("\\b(?:t|count)\\((?:`|'[^']*' \\+)");

    private static final Pattern FAMILY = Pattern.compile("\\bcodes?\\('([a-z]+)'");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CALL =
            Pattern.compile("\\b(?:t|count)\\('([a-z-]+\\.[a-zA-Z-]+)'(, [^{(][^{]*)?(, \\{([^}]*)})?");

    /** The forms of a number that CLDR knows; which of them a language has is its own affair, but for the last. */
    private static final List<String> FORMS = List.of(".zero", ".one", ".two", ".few", ".many", ".other");

    /** Codes of the server, by the family of keys that says them. */
    private static final Map<String, Set<String>> CODES = Map.ofEntries(
            Map.entry("cause", names(Cause.Kind.values())),
            Map.entry("unit", plus(names(UnitState.values()), "UNKNOWN")),
            Map.entry("mode", Set.of("INVALID", "PRODUCE", "MAINTENANCE", "MANUAL")),
            Map.entry("stop", Set.of(Permissives.EMERGENCY_STOP, Permissives.PROTECTIVE_STOP, Permissives.GUARD)),
            Map.entry("link", Set.of("UP", "DOWN", "BROKEN_CONTRACT")),
            Map.entry("priority", names(Priority.values())),
            Map.entry("alarm", names(Alarm.State.values())),
            Map.entry("happened", names(AlarmEntry.What.values())),
            Map.entry(
                    "order",
                    Arrays.stream(JobState.values()).map(JobState::text).collect(Collectors.toSet())),
            Map.entry("validity", plus(names(Validity.values()), "DUE")),
            Map.entry("verdict", names(Verdict.values())),
            Map.entry("outcome", names(StepReport.Outcome.values())),
            Map.entry("work", names(Work.Kind.values())),
            Map.entry("entry", names(Entry.What.values())),
            Map.entry("role", Arrays.stream(Role.values()).map(Role::word).collect(Collectors.toSet())),
            Map.entry("session", sessions()),
            Map.entry("loss", names(Loss.values())),
            Map.entry("group", names(Loss.Group.values())),
            Map.entry("place", Set.of("cell", "buffer", "transporter")),
            Map.entry("choice", Set.of("retry", "rework", "done", "not-done")),
            Map.entry("refusal", Set.of("400", "401", "403", "404", "409", "415", "503")));

    static Stream<String> languages() {
        return Languages.tags().stream();
    }

    @Test
    void theServersOwnLanguageIsTheFirstAndThereIsAnother() {
        assertThat(Languages.tags()).startsWith("en").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aLanguageHasEveryMessageThatThePagesSayAndNoOther(String tag) {
        Set<String> wanted = new TreeSet<>(keysOfThePages());
        CODES.forEach((family, codes) -> codes.forEach(code -> wanted.add(family + "." + code)));

        assertThat(messages(tag).keySet().stream()
                        .map(MessageFilesTest::withoutForm)
                        .collect(Collectors.toSet()))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aMessageIsNeverEmptyAndItsPlaceholdersAreThoseOfTheServersLanguage(String tag) {
        Map<String, String> own = messages(Languages.tags().get(0));

        messages(tag).forEach((key, message) -> {
            assertThat(message).as(key).isNotBlank();
            assertThat(placeholders(message)).as(key).isEqualTo(placeholders(own.getOrDefault(key, form(own, key))));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aMessageAboutANumberHasTheFormThatEveryLanguageHas(String tag) {
        Set<String> counted = calls("\\bcount\\('([^']+)'");
        Map<String, String> messages = messages(tag);

        assertThat(counted).isNotEmpty();
        assertThat(counted).allSatisfy(key -> assertThat(messages).containsKey(key + ".other"));
        assertThat(messages.keySet().stream().filter(key -> !withoutForm(key).equals(key)))
                .allSatisfy(key -> assertThat(counted).contains(withoutForm(key)));
    }

    @Test
    void aScriptThatNamesWhatItFillsInNamesEveryPlaceholder() {
        Map<String, String> own = messages(Languages.tags().get(0));
        Map<String, Set<String>> given = new TreeMap<>();
        CALL.matcher(scripts())
                .results()
                .filter(call -> call.group(4) != null && !call.group(4).contains("..."))
                .forEach(call -> given.put(
                        call.group(1),
                        Arrays.stream(call.group(4).split(",", -1))
                                .map(part -> part.strip().replaceAll(":.*", ""))
                                .collect(Collectors.toSet())));

        assertThat(given).hasSizeGreaterThan(20);
        given.forEach((key, names) -> {
            Set<String> wanted = new TreeSet<>(placeholders(own.getOrDefault(key, form(own, key))));
            wanted.remove("count");
            assertThat(names).as(key).containsAll(wanted);
        });
    }

    @Test
    void noScriptPutsAKeyTogether() {
        assertThat(MADE_UP.matcher(scripts()).results().map(MatchResult::group)).isEmpty();
    }

    @Test
    void whatTheServerSaysAsACodeIsOfAFamilyThatHasWords() {
        assertThat(calls(FAMILY.pattern())).isEqualTo(CODES.keySet());
    }

    @Test
    void theFirstPageHasNoWordsOfItsOwn() {
        String body =
                Routes.resource("index.html").replaceAll("(?s).*<body>", "").replaceAll("<[^>]*>", " ");

        assertThat(body.strip().split("\\s+", -1)).containsExactly("Mortise");
    }

    private static String scripts() {
        return Routes.SCRIPTS.stream().map(Routes::resource).collect(Collectors.joining("\n"));
    }

    private static Set<String> keysOfThePages() {
        return KEY.matcher(scripts() + Routes.resource("index.html"))
                .results()
                .map(found -> found.group(1))
                .filter(key -> !FILES.contains(key))
                .collect(Collectors.toSet());
    }

    private static Set<String> calls(String pattern) {
        return Pattern.compile(pattern)
                .matcher(scripts())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A key that stands twice in a file is refused. */
    private static Map<String, String> messages(String tag) {
        Map<String, String> messages = new LinkedHashMap<>();
        JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(Routes.resource(Languages.file(tag)))
                .properties()
                .forEach(entry -> messages.put(entry.getKey(), entry.getValue().asString()));
        return messages;
    }

    private static Set<String> placeholders(String message) {
        return PLACEHOLDER
                .matcher(message)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withoutForm(String key) {
        return FORMS.stream()
                .filter(key::endsWith)
                .filter(form -> key.indexOf('.') < key.length() - form.length())
                .findFirst()
                .map(form -> key.substring(0, key.length() - form.length()))
                .orElse(key);
    }

    /** Another language may have forms that the server's has not. */
    private static String form(Map<String, String> messages, String key) {
        return messages.getOrDefault(withoutForm(key) + ".other", "");
    }

    private static <E extends Enum<E>> Set<String> names(E[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    /** As a robot says them, and that it says nothing. */
    private static Set<String> sessions() {
        return Stream.concat(
                        Stream.of("CLOSED"),
                        Arrays.stream(SessionState.values())
                                .filter(state -> state != SessionState.UNRECOGNIZED
                                        && state != SessionState.SESSION_STATE_UNSPECIFIED)
                                .map(state -> state.name().replace("SESSION_", "")))
                .collect(Collectors.toSet());
    }

    private static Set<String> plus(Set<String> names, String more) {
        Set<String> all = new TreeSet<>(names);
        all.add(more);
        return all;
    }
}
