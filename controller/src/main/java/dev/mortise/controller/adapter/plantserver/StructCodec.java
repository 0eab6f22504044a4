package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.core.types.codec.DynamicStructCodec;
import org.eclipse.milo.opcua.sdk.core.typetree.DataType;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.GenericDataTypeCodec;
import org.eclipse.milo.opcua.stack.core.encoding.UaDecoder;
import org.eclipse.milo.opcua.stack.core.encoding.UaEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataTypeDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import org.jspecify.annotations.Nullable;

/**
 * Writes a structure with optional fields as OPC 10000-6, 5.2.7 has it: every optional field owns its bit. Milo 1.1.2 counts
 * only the fields that are there, so that one left out in the middle gives its bit to the next; it reads them rightly.
 */
final class StructCodec extends GenericDataTypeCodec<DynamicStructType> {

    private final DataType type;
    private final StructureDefinition definition;
    private final DataTypeTree types;
    private final DynamicStructCodec reader;

    StructCodec(DataType type, StructureDefinition definition, DataTypeTree types) {
        this.type = type;
        this.definition = definition;
        this.types = types;
        this.reader = new DynamicStructCodec(type, types);
    }

    @Override
    public Class<DynamicStructType> getType() {
        return DynamicStructType.class;
    }

    @Override
    public DynamicStructType decodeType(EncodingContext context, UaDecoder decoder) {
        return reader.decodeType(context, decoder);
    }

    /** The mask first; after it the fields that are there follow as in a structure without optional ones. */
    @Override
    public void encodeType(EncodingContext context, UaEncoder encoder, DynamicStructType value) {
        List<StructureField> there = new ArrayList<>();
        long mask = 0;
        int bit = 0;
        for (StructureField field : Optional.ofNullable(definition.getFields()).orElse(new StructureField[0])) {
            boolean given = value.getMembers().containsKey(String.valueOf(field.getName()));
            if (field.getIsOptional()) {
                mask |= given ? 1L << bit : 0;
                bit++;
            }
            if (given || !field.getIsOptional()) {
                there.add(field);
            }
        }
        encoder.encodeUInt32("EncodingMask", uint(mask));
        DataType plain = new Plain(
                type,
                new StructureDefinition(
                        definition.getDefaultEncodingId(),
                        definition.getBaseDataType(),
                        StructureType.Structure,
                        there.toArray(StructureField[]::new)));
        new DynamicStructCodec(plain, types).encodeType(context, encoder, value);
    }

    private record Plain(DataType of, StructureDefinition definition) implements DataType {
        @Override
        public QualifiedName getBrowseName() {
            return of.getBrowseName();
        }

        @Override
        public NodeId getNodeId() {
            return of.getNodeId();
        }

        @Override
        public @Nullable NodeId getBinaryEncodingId() {
            return of.getBinaryEncodingId();
        }

        @Override
        public @Nullable NodeId getXmlEncodingId() {
            return of.getXmlEncodingId();
        }

        @Override
        public @Nullable NodeId getJsonEncodingId() {
            return of.getJsonEncodingId();
        }

        @Override
        public DataTypeDefinition getDataTypeDefinition() {
            return definition;
        }

        @Override
        public Boolean isAbstract() {
            return of.isAbstract();
        }
    }
}
