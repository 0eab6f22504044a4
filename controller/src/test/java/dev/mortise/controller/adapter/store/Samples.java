package dev.mortise.controller.adapter.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value of any type that events are made of, with nothing empty in it: a new event is covered the day it is written. */
final class Samples {

    private static final Instant WHEN = Instant.parse("2026-11-24T03:00:00.123456Z");

    private Samples() {}

    static Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isRecord()) {
            return record(kind);
        }
        if (kind.isEnum()) {
            return kind.getEnumConstants()[0];
        }
        if (kind.isSealed()) {
            return of(kind.getPermittedSubclasses()[0]);
        }
        return plain(kind);
    }

    private static Object plain(Class<?> kind) {
        if (kind == String.class) {
            return "R-0001/insert N·m";
        } else if (kind == long.class) {
            return 4_294_967_296L;
        } else if (kind == int.class || kind == Integer.class) {
            return 7;
        } else if (kind == double.class || kind == Double.class) {
            return 5.1;
        } else if (kind == boolean.class) {
            return true;
        } else if (kind == Instant.class) {
            return WHEN;
        }
        throw new IllegalArgumentException("no sample of " + kind + "; add one");
    }

    private static Object generic(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        Class<?> kind = (Class<?>) type.getRawType();
        if (kind == Optional.class) {
            return Optional.of(of(of[0]));
        } else if (kind == List.class) {
            return List.of(of(of[0]));
        } else if (kind == Set.class) {
            return Set.of(of(of[0]));
        } else if (kind == Map.class) {
            return Map.of(of(of[0]), of(of[1]));
        }
        throw new IllegalArgumentException("no sample of " + type + "; add one");
    }

    private static Object record(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> of(component.getGenericType()))
                .toArray();
        try {
            var constructor = kind.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalArgumentException(kind.toString(), e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(kind + " refuses the sample: " + e.getCause(), e);
        }
    }
}
