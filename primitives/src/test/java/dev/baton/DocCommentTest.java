package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every public type, and every public or protected method of one, says what it is for. javac
/// checks the comments that are there; whether one is there, only with demands for tags that say
/// nothing.
@Tag("static")
class DocCommentTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  private final List<String> undocumented = new ArrayList<>();
  private int types;

  @Test
  void publicTypesAndMethodsHaveADocComment() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(SOURCES)) {
      List<Path> sources = paths.filter(DocCommentTest::isOurs).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree file : task.parse()) {
        new Reader(docs).scan(file, null);
      }
    }
    assertThat(undocumented).isEmpty();
    assertThat(types).isGreaterThan(30);
  }

  private static boolean isOurs(Path path) {
    String name = path.toString();
    return name.endsWith(".java") && !name.contains("lessons") && !name.endsWith("-info.java");
  }

  private final class Reader extends TreePathScanner<Void, Void> {
    private final DocTrees docs;

    Reader(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isVisible(type.getModifiers())) {
        return null; // nor is anything inside it
      }
      types++;
      require(type.getSimpleName().toString());
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (isVisible(method.getModifiers()) && !overrides(method)) {
        String type = ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName() + "";
        require(type + "." + method.getName());
      }
      return null;
    }

    private void require(String name) {
      if (docs.getDocCommentTree(getCurrentPath()) == null) {
        undocumented.add(name);
      }
    }

    private boolean isVisible(ModifiersTree modifiers) {
      TreePath parent = getCurrentPath().getParentPath();
      boolean inInterface = parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
      return inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE)
          || modifiers.getFlags().contains(Modifier.PUBLIC)
          || modifiers.getFlags().contains(Modifier.PROTECTED);
    }

    private boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }
  }
}
