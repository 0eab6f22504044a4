package dev.mortise.controller.step;

import dev.mortise.controller.domain.process.StepKind;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All step kinds on the class path, by name. */
public final class StepKinds {

    private StepKinds() {}

    /** Fails when two kinds claim one name. */
    public static Map<String, StepKind> load() {
        return ServiceLoader.load(StepKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toUnmodifiableMap(StepKind::name, kind -> kind));
    }
}
