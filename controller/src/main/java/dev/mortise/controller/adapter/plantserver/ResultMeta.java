package dev.mortise.controller.adapter.plantserver;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is told of a result beside its content.
 *
 * @param evaluation number of ResultEvaluation
 * @param fields of ResultMetaDataType, or of JoiningResultMetaDataType for what was joined
 */
record ResultMeta(ResultId id, Instant finished, int evaluation, Map<String, Object> fields) {

    ResultMeta {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** With a field that is not the model's, to be filtered by. */
    ResultMeta with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new ResultMeta(id, finished, evaluation, more);
    }
}
