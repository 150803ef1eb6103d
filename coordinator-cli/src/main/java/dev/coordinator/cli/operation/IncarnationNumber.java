package dev.coordinator.cli.operation;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a run, as 'instances -o wide' shows it: 1 to 2^64 - 1. */
final class IncarnationNumber implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            long number = Long.parseUnsignedLong(text);
            if (number != 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // It is told below.
        }
        throw new TypeConversionException("'" + text + "' is not the number of a run, 1 to 18446744073709551615");
    }
}
