package dev.coordinator.cli.invocation;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value as an unsigned 64-bit number, as the wire has them. */
public final class UnsignedOption implements ITypeConverter<Long> {

    @Override
    public Long convert(String value) {
        try {
            return Long.parseUnsignedLong(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a whole number from 0 to 18446744073709551615");
        }
    }
}
