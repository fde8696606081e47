package dev.baton.testing.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// One mistake, made on purpose in a compiled class: in one of its methods, all calls of a certain
/// name are left out, or replaced.
///
/// So what is broken is the very code that ships, and only in this one respect; there is no broken
/// copy of it that could differ in others, or be forgotten when the code changes: a mutation that
/// finds nothing to change fails.
///
/// @param type the class to break
/// @param method where the calls are
/// @param callee the name of what is called
/// @param instead what happens instead
record Mutation(String type, String method, String callee, Instead instead) {
  /// What happens instead of a call.
  sealed interface Instead {
    /// Nothing; if something is to come of it, this number, `false` if 0, or null.
    record Answer(int value) implements Instead {}

    /// A call of this name, otherwise the same.
    record Call(String name) implements Instead {}

    /// Nothing; the only argument is the result.
    record Argument() implements Instead {}
  }

  byte[] apply(byte[] original) {
    int[] changed = {0};
    ClassFile files = ClassFile.of();
    byte[] broken =
        files.transformClass(
            files.parse(original),
            ClassTransform.transformingMethodBodies(
                body -> body.methodName().equalsString(method),
                (code, element) -> changed[0] += transform(code, element)));
    if (changed[0] == 0) {
      throw new IllegalStateException("there is nothing to break: " + this);
    }
    return broken;
  }

  /// @return how many calls were changed
  private int transform(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && call.name().equalsString(callee)) {
      replace(code, call);
      return 1;
    }
    code.with(element);
    return 0;
  }

  private void replace(CodeBuilder code, InvokeInstruction call) {
    MethodTypeDesc signature = call.typeSymbol();
    switch (instead) {
      case Instead.Answer(int value) -> {
        takeFromStack(code, call);
        answer(code, signature.returnType(), value);
      }
      case Instead.Call(String name) ->
          code.invoke(call.opcode(), call.owner().asSymbol(), name, signature, call.isInterface());
      case Instead.Argument() -> {
        // it lies where the result would
      }
    }
  }

  private static void takeFromStack(CodeBuilder code, InvokeInstruction call) {
    for (ClassDesc parameter : call.typeSymbol().parameterList().reversed()) {
      if (TypeKind.from(parameter).slotSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    }
    if (call.opcode() != Opcode.INVOKESTATIC) {
      code.pop();
    }
  }

  private static void answer(CodeBuilder code, ClassDesc type, int value) {
    switch (TypeKind.from(type).asLoadable()) {
      case INT -> code.loadConstant(value);
      case REFERENCE -> code.aconst_null();
      case VOID -> {
        // nothing is expected
      }
      default -> throw new IllegalStateException("no such answer: " + type);
    }
  }
}
