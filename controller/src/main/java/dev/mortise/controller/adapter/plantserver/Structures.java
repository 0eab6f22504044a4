package dev.mortise.controller.adapter.plantserver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.types.DynamicEnumType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.core.types.codec.DynamicCodecFactory;
import org.eclipse.milo.opcua.sdk.core.typetree.DataType;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;

/** Structures of one model, made and read by the names of their types and fields. */
final class Structures {

    private final Map<String, DataType> types = new HashMap<>();
    private final EncodingContext encoding;

    private Structures(EncodingContext encoding) {
        this.encoding = encoding;
    }

    /** Makes them known to the encoding, each by its definition. */
    static Structures of(Iterable<NodeId> ids, DataTypeTree types, DataTypeManager known, EncodingContext encoding) {
        Structures made = new Structures(encoding);
        for (NodeId id : ids) {
            DataType type = types.getType(id);
            if (type != null && type.getDataTypeDefinition() instanceof EnumDefinition) {
                made.types.put(String.valueOf(type.getBrowseName().name()), type);
            }
            if (type != null && type.getDataTypeDefinition() instanceof StructureDefinition definition) {
                made.types.put(String.valueOf(type.getBrowseName().name()), type);
                known.registerType(
                        id,
                        codec(type, definition, types),
                        types.getBinaryEncodingId(id),
                        types.getXmlEncodingId(id),
                        types.getJsonEncodingId(id));
            }
        }
        return made;
    }

    private static DataTypeCodec codec(DataType type, StructureDefinition definition, DataTypeTree types) {
        return definition.getStructureType() == StructureType.StructureWithOptionalFields
                ? new StructCodec(type, definition, types)
                : DynamicCodecFactory.create(type, types);
    }

    /** One of this type; fields that are not given are absent. */
    DynamicStructType make(String type, Map<String, ?> fields) {
        return new DynamicStructType(known(type), new LinkedHashMap<>(fields));
    }

    /** A value of this enumeration. */
    DynamicEnumType enumerated(String type, int value) {
        return new DynamicEnumType(known(type), value);
    }

    ExtensionObject wire(DynamicStructType structure) {
        return ExtensionObject.encode(encoding, structure);
    }

    /** What somebody sent, when it is of this type. */
    Optional<DynamicStructType> read(Object sent, String type) {
        try {
            return sent instanceof ExtensionObject wrapped
                            && wrapped.decode(encoding) instanceof DynamicStructType read
                            && read.getDataType().getNodeId().equals(known(type).getNodeId())
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (RuntimeException e) { // whatever the bytes make the decoder throw
            return Optional.empty();
        }
    }

    private DataType known(String type) {
        return Optional.ofNullable(types.get(type))
                .orElseThrow(() -> new IllegalArgumentException("the model has no type " + type));
    }
}
