package io.wherry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The compiled classes, as the rules about them ask. */
final class ProductionCode {
  static final String BASE = "io.wherry";

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  private ProductionCode() {}

  /** That one class uses another; package names are relative to {@code io.wherry}. */
  record Use(String from, String to, JavaClass used, String description) {
    static Use of(Dependency dependency) {
      JavaClass used = dependency.getTargetClass().getBaseComponentType();
      return new Use(
          relative(dependency.getOriginClass().getPackageName()),
          relative(used.getPackageName()),
          used,
          dependency.getDescription());
    }

    boolean isOfOurs() {
      return used.getPackageName().startsWith(BASE);
    }

    boolean crossesPackages() {
      return isOfOurs() && !from.equals(to);
    }
  }

  /** What is wrong, in words, with the uses that match. */
  static List<String> uses(Predicate<Use> which) {
    return CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Use::of)
        .filter(which)
        .map(Use::description)
        .toList();
  }

  static Predicate<JavaAccess<?>> calls(Class<?> owner, String name) {
    return call ->
        call.getTargetOwner().isAssignableTo(owner) && call.getTarget().getName().equals(name);
  }

  static Set<String> callers(Predicate<JavaAccess<?>> which) {
    return callers(CLASSES, which);
  }

  /** The outermost classes with such calls; method references are calls too. */
  static Set<String> callers(JavaClasses classes, Predicate<JavaAccess<?>> which) {
    return classes.stream()
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(which)
        .map(call -> call.getOriginOwner().getName().replaceFirst("\\$.*", ""))
        .collect(Collectors.toSet());
  }

  static Set<String> packages() {
    return CLASSES.stream()
        .map(type -> relative(type.getPackageName()))
        .collect(Collectors.toSet());
  }

  static String relative(String packageName) {
    return packageName.equals(BASE) ? "" : packageName.replaceFirst("^io\\.wherry\\.", "");
  }

  static String parent(String packageName) {
    return packageName.contains(".") ? packageName.substring(0, packageName.lastIndexOf('.')) : "";
  }
}
