package io.wherry.store;

/**
 * Every promise of every port. A storage is done when a subclass of this passes; a promise that
 * does not stand here does not exist.
 */
abstract class StorageContract
    implements NamespacePromises,
        NamespaceLifePromises,
        NamespaceListPromises,
        MovePromises,
        DeployTokenPromises,
        TokenChangePromises,
        AccountPromises,
        PersonalTokenPromises,
        MembershipPromises,
        AuditPromises,
        RepositoryPromises {}
